namespace Iexec.Api;

/// <summary>How large a market's book is, and how far it followed the chain.</summary>
/// <param name="LastBlock">The chain's newest block; null before the node answered.</param>
/// <param name="CheckpointBlock">The last block in the book; null before the first.</param>
/// <param name="Apporders">Open app orders.</param>
/// <param name="Datasetorders">Open dataset orders.</param>
/// <param name="Workerpoolorders">Open workerpool orders.</param>
/// <param name="Requestorders">Open request orders.</param>
/// <param name="Deals">Deals.</param>
/// <param name="Categories">Categories.</param>
/// <param name="Ok">True.</param>
public sealed record BookSize(
    ulong? LastBlock,
    ulong? CheckpointBlock,
    int Apporders,
    int Datasetorders,
    int Workerpoolorders,
    int Requestorders,
    int Deals,
    int Categories,
    bool Ok = true);
