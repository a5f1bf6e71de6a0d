using System.Text.Json.Serialization;
using Iexec.Ethereum;

namespace Iexec.Api;

/// <summary>A category as the market tells it.</summary>
/// <param name="Id">Its number on chain.</param>
/// <param name="Name">Its name, at most 100 characters of it.</param>
/// <param name="Description">What it is for, at most 1000 characters of it.</param>
/// <param name="WorkClockTimeRef">The longest an app may run, in seconds.</param>
/// <param name="TransactionHash">The transaction that created it.</param>
/// <param name="BlockNumber">The block that created it.</param>
/// <param name="Ok">True where the category is the whole answer.</param>
public sealed record PublishedCategory(
    [property: JsonPropertyName("catid")] ulong Id,
    string Name,
    string Description,
    ulong WorkClockTimeRef,
    Bytes32 TransactionHash,
    ulong BlockNumber,
    bool? Ok = null);

/// <summary>A page of the list of categories, shortest first.</summary>
/// <param name="Categories">The categories.</param>
/// <param name="Count">How many there are on all pages.</param>
/// <param name="NextPage">The next page's index; null on the last.</param>
/// <param name="Ok">True.</param>
public sealed record CategoryPage(IReadOnlyList<PublishedCategory> Categories, ulong Count, int? NextPage = null, bool Ok = true);
