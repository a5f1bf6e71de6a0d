using Iexec.Hosting;

namespace Iexec.Market;

/// <summary>The part of a list that a request asks for.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Size">10 to 1000.</param>
internal sealed record Page(int Index, int Size)
{
    private const int SmallestSize = 10, DefaultSize = 20, LargestSize = 1000;

    public static Page Read(QueryReader query)
    {
        var size = query.Number("pageSize") ?? DefaultSize;
        if (size is < SmallestSize or > LargestSize)
            throw new UserErrorException($"'pageSize' must be from {SmallestSize} to {LargestSize}");
        var index = query.Number("pageIndex") ?? 0;
        if (index > int.MaxValue / size)
            throw new UserErrorException("'pageIndex' is too large");
        return new((int)index, (int)size);
    }

    public IQueryable<T> Of<T>(IQueryable<T> list) => list.Skip(Index * Size).Take(Size);

    /// <summary>The next page's index, when this one is full.</summary>
    public int? Next(int found) => found == Size ? Index + 1 : null;
}
