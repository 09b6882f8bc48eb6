using System.Globalization;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Shared;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace InfoEntraide.Web.Features.Groups;

/// <summary>
/// A search as it stands in an address: the same names in every language (<c>docs/contract.md</c>). Reading never fails;
/// what cannot be understood is left out and named in <see cref="NotUnderstood"/>.
/// </summary>
public sealed record SearchParameters
{
    public const int DefaultPageSize = 20;
    public const int MaxPageSize = 100;

    public const int MaxTextLength = 500;

    public const string WithoutParameter = "without";

    /// <summary>The text that <see cref="WithoutParameter"/> was said of; the search form sends it, so that another text typed into it is read anew.</summary>
    public const string WithoutOfParameter = "of";

    /// <summary>How many values of one filter are read.</summary>
    public const int MaxValues = 30;

    /// <summary>Facets that can stand in an address, with the name of their parameter, in the order of the page.</summary>
    public static IReadOnlyList<(string Parameter, Facet Facet)> FacetParameters { get; } =
    [
        ("topic", Facet.Topic), ("canton", Facet.Canton), ("kind", Facet.Kind), ("format", Facet.Format), ("audience", Facet.Audience),
        ("lang", Facet.Language), ("status", Facet.Status), ("centre", Facet.Centre), ("weekday", Facet.Weekday), ("time", Facet.Time),
    ];

    private static readonly int[] Radii = [5, 10, 20, 50, 100];

    public string Text { get; init; } = "";

    public string Place { get; init; } = "";

    /// <summary>Kilometres: 5, 10, 20, 50 or 100.</summary>
    public int? Radius { get; init; }

    public IReadOnlyDictionary<Facet, IReadOnlyList<string>> Filters { get; init; } = new Dictionary<Facet, IReadOnlyList<string>>();

    public SortOrder Sort { get; init; } = SortOrder.Relevance;

    /// <summary>What the visitor does not want to be read into the words.</summary>
    public ReadingSteps Without { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int PageSize { get; init; } = DefaultPageSize;

    /// <summary>Names of the parameters whose value was left out.</summary>
    public IReadOnlyList<string> NotUnderstood { get; init; } = [];

    public static IReadOnlyList<int> RadiusChoices => Radii;

    public static SearchParameters Read(IQueryCollection query)
    {
        var notUnderstood = new List<string>();
        var filters = new Dictionary<Facet, IReadOnlyList<string>>();
        foreach (var (parameter, facet) in FacetParameters)
        {
            var values = List(query[parameter]);
            var known = values.Select(v => Known(facet, v)).OfType<string>().ToList();
            if (known.Count < values.Count)
            {
                notUnderstood.Add(parameter);
            }

            if (known.Count > 0)
            {
                filters[facet] = known;
            }
        }

        var steps = List(query[WithoutParameter]);
        var without = steps.Select(Codes.Parse<ReadingSteps>).OfType<ReadingSteps>().ToList();
        if (without.Count < steps.Count)
        {
            notUnderstood.Add(WithoutParameter);
        }

        // What was declined for one text says nothing of another; above all no emergency numbers stay hidden.
        var text = Cut(query["q"]);
        if (query.TryGetValue(WithoutOfParameter, out var of) && Cut(of) != text)
        {
            without.Clear();
        }

        return new SearchParameters
        {
            Text = text,
            Place = Cut(query["place"]),
            Radius = Number("radius", Radii.Contains),
            Filters = filters,
            Sort = Codes.Parse<SortOrder>(query["sort"]) ?? Missing("sort", SortOrder.Relevance),
            Without = without.Aggregate(ReadingSteps.None, (all, step) => all | step),
            Page = Number("page", n => n >= 1) ?? 1,
            PageSize = Number("pageSize", n => n is >= 1 and <= MaxPageSize) ?? DefaultPageSize,
            NotUnderstood = notUnderstood,
        };

        int? Number(string name, Func<int, bool> allowed)
        {
            if (int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && allowed(number))
            {
                return number;
            }

            return Missing<int?>(name, null);
        }

        T Missing<T>(string name, T fallback)
        {
            if (!string.IsNullOrWhiteSpace(query[name]))
            {
                notUnderstood.Add(name);
            }

            return fallback;
        }
    }

    public SearchRequest ToRequest(string language) => new()
    {
        Text = Text,
        Place = Place,
        RadiusKm = Radius,
        Filters = Filters,
        Language = language,
        Sort = Sort,
        Without = Without,
        Skip = (int)Math.Min(int.MaxValue, (Page - 1L) * PageSize),
        Take = PageSize,
    };

    public IReadOnlyList<string> Values(Facet facet) => Filters.GetValueOrDefault(facet) ?? [];

    public SearchParameters Toggle(Facet facet, string value)
    {
        var values = Values(facet);
        return WithFilter(facet, values.Contains(value, StringComparer.Ordinal) ? [.. values.Where(v => v != value)] : [.. values, value]);
    }

    public SearchParameters WithFilter(Facet facet, IReadOnlyList<string> values)
    {
        var filters = new Dictionary<Facet, IReadOnlyList<string>>(Filters);
        filters.Remove(facet);
        if (values.Count > 0)
        {
            filters[facet] = values;
        }

        return this with { Filters = filters, Page = 1 };
    }

    /// <summary>The query string, with its question mark, in one fixed order; empty when there is nothing to say.</summary>
    public string ToQueryString()
    {
        var query = new QueryBuilder();
        Add("q", Text);
        Add("place", Place);
        Add("radius", Radius?.ToString(CultureInfo.InvariantCulture));
        foreach (var (parameter, facet) in FacetParameters)
        {
            Add(parameter, string.Join(',', Values(facet)));
        }

        Add(WithoutParameter, string.Join(',', Codes.All<ReadingSteps>().Where(s => Without.HasFlag(s)).Select(s => s.Code())));
        Add("sort", Sort == SortOrder.Relevance ? null : Sort.Code());
        Add("pageSize", PageSize == DefaultPageSize ? null : PageSize.ToString(CultureInfo.InvariantCulture));
        Add("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture));
        return query.ToString();

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }
    }

    private static List<string> List(StringValues values) =>
        [.. values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal).Take(MaxValues)];

    private static string Cut(string? text)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length <= MaxTextLength)
        {
            return trimmed;
        }

        return trimmed[..(char.IsHighSurrogate(trimmed[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
    }

    /// <summary>A value as the catalogue writes it, or null for one that cannot exist.</summary>
    private static string? Known(Facet facet, string value) => facet switch
    {
        Facet.Kind => Codes.Parse<GroupKind>(value)?.Code(),
        Facet.Format => Codes.Parse<MeetingFormat>(value)?.Code(),
        Facet.Audience => Codes.Parse<Audience>(value)?.Code(),
        Facet.Status => Codes.Parse<Lifecycle>(value) is { } status and not Lifecycle.Closed ? status.Code() : null,
        Facet.Weekday => Codes.Parse<Weekday>(value)?.Code(),
        Facet.Time => Codes.Parse<TimeOfDay>(value)?.Code(),
        Facet.Canton => value.Length == 2 && value.All(char.IsAsciiLetter) ? value.ToUpperInvariant() : null,
        _ => value.Length <= 60 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? value.ToLowerInvariant() : null,
    };
}
