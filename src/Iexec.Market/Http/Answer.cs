using System.Net;
using Iexec.Hosting;
using Iexec.Protocol;
using Microsoft.AspNetCore.Http;

namespace Iexec.Market;

/// <summary>Answers as clients of the published market read them.</summary>
internal static class Answer
{
    public static IResult Json(object value) => Results.Json(value, ProtocolJson.Api);

    public static UserErrorException NotFound(string what) => new(what, HttpStatusCode.NotFound);

    public static UserErrorException Refused(string why) => new(why, HttpStatusCode.Forbidden);
}
