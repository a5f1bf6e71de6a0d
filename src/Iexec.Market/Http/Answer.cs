using System.Net;
using Iexec.Hosting;

namespace Iexec.Market;

/// <summary>Ways to say no.</summary>
internal static class Answer
{
    public static UserErrorException NotFound(string what) => new(what, HttpStatusCode.NotFound);

    public static UserErrorException Refused(string why) => new(why, HttpStatusCode.Forbidden);
}
