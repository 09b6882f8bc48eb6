namespace InfoEntraide.Search.Ranking;

/// <summary>A column over all groups in pages, so that an edit copies only the pages it touches and shares the others.</summary>
internal sealed class Paged<T>
{
    private const int PageBits = 10;
    private const int PageSize = 1 << PageBits;

    private readonly T[][] pages;

    public Paged(int count)
    {
        pages = new T[PagesFor(count)][];
        for (var p = 0; p < pages.Length; p++)
        {
            pages[p] = new T[PageSize];
        }
    }

    private Paged(T[][] pages) => this.pages = pages;

    /// <summary>The value of a group. To be set only while the column is being made.</summary>
    public ref T this[int group] => ref pages[group >> PageBits][group & (PageSize - 1)];

    /// <summary>The column after an edit; the changed positions are still to be set.</summary>
    public Paged<T> With(GroupEdit edit)
    {
        var after = new T[PagesFor(edit.Count)][];
        Array.Copy(pages, after, Math.Min(pages.Length, after.Length));
        var copied = -1;
        foreach (var group in edit.Changed)
        {
            var page = group >> PageBits;
            if (page != copied)
            {
                after[page] = after[page] is { } before ? (T[])before.Clone() : new T[PageSize];
                copied = page;
            }
        }

        return new Paged<T>(after);
    }

    private static int PagesFor(int count) => (count + PageSize - 1) >> PageBits;
}
