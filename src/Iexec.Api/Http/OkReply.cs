namespace Iexec.Api;

/// <summary>The answer that has nothing to say but that it went well.</summary>
/// <param name="Ok">True.</param>
public sealed record OkReply(bool Ok = true);
