using System.Globalization;
using System.Text;
using InfoEntraide.Search;
using Microsoft.Data.Sqlite;

namespace InfoEntraide.Benchmarks.Search;

/// <summary>
/// The same catalogue in SQLite, in memory: text in FTS5, facet values as integers in a table that is indexed both ways, points as unit vectors. It is told what the engine
/// understood (topics, words, place, radius, what was given up), so reading the query costs it nothing; it answers the page and all facet counts with the same filters.
/// Words are compared as they are, without stems, and ranked by its own bm25. Statements are prepared once for each shape of request.
/// </summary>
internal sealed class SqliteSearch : IDisposable
{
    private const string Schema = """
        PRAGMA temp_store = MEMORY;
        CREATE TABLE grp (id INTEGER PRIMARY KEY, rank INTEGER NOT NULL, nameRank INTEGER NOT NULL, newRank INTEGER NOT NULL, anywhere INTEGER NOT NULL, x REAL, y REAL, z REAL);
        CREATE INDEX grpByRank ON grp (rank);
        CREATE INDEX grpByName ON grp (nameRank);
        CREATE INDEX grpByAge ON grp (newRank);
        CREATE INDEX grpByPoint ON grp (z, x, y);
        CREATE INDEX grpAnywhere ON grp (id) WHERE anywhere = 1;
        CREATE TABLE val (value INTEGER NOT NULL, id INTEGER NOT NULL, facet INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (value, id)) WITHOUT ROWID;
        CREATE INDEX valOfGroup ON val (id, facet, value);
        CREATE TABLE whole (value INTEGER PRIMARY KEY, n INTEGER NOT NULL);
        CREATE VIRTUAL TABLE txt USING fts5(name, topics, description, content='', tokenize='unicode61 remove_diacritics 2');
        CREATE TEMP TABLE cand (id INTEGER PRIMARY KEY, failed INTEGER NOT NULL, reach INTEGER NOT NULL, score REAL NOT NULL, square REAL);
        """;

    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly Dictionary<(Facet Facet, string Text), int> values = [];
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> related;
    private readonly int groups;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    public SqliteSearch(SearchCorpus corpus)
    {
        related = corpus.Topics.ToDictionary(t => t.Slug, t => (IReadOnlyList<string>)[.. corpus.Topics.Where(o => o.Category == t.Category).Select(o => o.Slug)], StringComparer.Ordinal);
        groups = corpus.Groups.Count;
        connection.Open();
        Run(Schema);
        using var transaction = connection.BeginTransaction();
        Fill(corpus);
        transaction.Commit();
        Run("INSERT INTO whole SELECT value, count(*) FROM val GROUP BY value; INSERT INTO txt(txt) VALUES ('optimize'); ANALYZE;");
    }

    /// <summary>The statements of the request made last, for printing.</summary>
    public string Sql { get; private set; } = "";

    /// <summary>Answers a request: the total, the page and the counts.</summary>
    public (int Total, int Hits, int Counts) Search(SearchRequest request, Interpretation understood)
    {
        var topics = understood.Relaxed.HasFlag(Relaxation.RelatedTopics) ? understood.Topics.SelectMany(t => related[t]).Distinct(StringComparer.Ordinal).ToArray() : [.. understood.Topics];
        var words = topics.Length == 0 && !understood.Relaxed.HasFlag(Relaxation.WordsDropped) ? understood.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        var place = understood.Place;
        var filters = request.Filters.OrderBy(f => f.Key).ToList();
        var order = request.Sort switch { SortOrder.Name => "g.nameRank", SortOrder.Newest => "g.newRank", _ => "g.rank" };
        var byDistance = request.Sort == SortOrder.Distance && place?.Point is not null;
        var isWhole = topics.Length == 0 && words.Length == 0 && place is null && filters.Count == 0;
        if (isWhole)
        {
            Sql = $"SELECT value, n FROM whole;\nSELECT g.id FROM grp g ORDER BY {order} LIMIT @take OFFSET @skip;\nSELECT count(*) FROM grp;";
            return (Scalar("SELECT count(*) FROM grp", _ => { }), Rows($"SELECT g.id FROM grp g ORDER BY {order} LIMIT @take OFFSET @skip", Page), Rows("SELECT value, n FROM whole", _ => { }));
        }

        var insert = Candidates(topics.Length, words.Length > 0, place, understood.RadiusKm, understood.Relaxed, [.. filters.Select(f => (f.Key, f.Value.Count))]);
        Rows("DELETE FROM temp.cand", _ => { });
        Rows(insert, p =>
        {
            for (var i = 0; i < topics.Length; i++)
            {
                p.AddWithValue($"@t{i}", Value(Facet.Topic, topics[i]));
            }

            if (words.Length > 0)
            {
                p.AddWithValue("@match", string.Join(" OR ", words.Select(w => '"' + w.Replace("\"", "", StringComparison.Ordinal) + '"')));
            }

            if (place is not null)
            {
                p.AddWithValue("@canton", Value(Facet.Canton, place.Canton));
                if (place.Point is { } point)
                {
                    var (x, y, z) = Vector(point);
                    var half = Math.Sin((understood.RadiusKm ?? 20_000) / 12742.0176);
                    var square = understood.RadiusKm is null ? 5 : 4 * half * half;
                    p.AddWithValue("@x", x);
                    p.AddWithValue("@y", y);
                    p.AddWithValue("@z", z);
                    p.AddWithValue("@square", square);
                    p.AddWithValue("@reachZ", Math.Sqrt(square));
                }
            }

            for (var f = 0; f < filters.Count; f++)
            {
                for (var v = 0; v < filters[f].Value.Count; v++)
                {
                    p.AddWithValue($"@f{f}_{v}", Value(filters[f].Key, filters[f].Value[v]));
                }
            }
        });
        const string Total = "SELECT count(*) FROM temp.cand WHERE failed = 0";
        var total = Scalar(Total, _ => { });

        // Few candidates: from them to their values, sorted afterwards. Many: along the values, which are in order, and each group looked up.
        var join = total < groups / 4 ? "temp.cand c CROSS JOIN val v ON v.id = c.id" : "val v CROSS JOIN temp.cand c ON c.id = v.id";
        var counts = $"SELECT v.value, count(*) FROM {join}{(filters.Count == 0 ? "" : " WHERE c.failed = 0 OR c.failed = 1 << v.facet")} GROUP BY v.value";
        var keys = request.Sort is SortOrder.Name or SortOrder.Newest ? order : byDistance ? $"c.square IS NULL, c.square, {order}" : $"c.reach, c.score DESC, (EXISTS (SELECT 1 FROM val l WHERE l.value = @lang AND l.id = c.id)) DESC, {order}";
        var page = $"SELECT c.id, c.square FROM temp.cand c JOIN grp g ON g.id = c.id WHERE c.failed = 0 ORDER BY {keys} LIMIT @take OFFSET @skip";
        Sql = $"{insert};\n{Total};\n{counts};\n{page};";
        return (total, Rows(page, Page), Rows(counts, _ => { }));

        void Page(SqliteParameterCollection p)
        {
            p.AddWithValue("@take", request.Take);
            p.AddWithValue("@skip", request.Skip);
            p.AddWithValue("@lang", Value(Facet.Language, request.Language));
        }
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private static string Candidates(int topics, bool hasWords, RecognisedPlace? place, double? radius, Relaxation relaxed, IReadOnlyList<(Facet Facet, int Values)> filters)
    {
        const string Square = "(g.x - @x) * (g.x - @x) + (g.y - @y) * (g.y - @y) + (g.z - @z) * (g.z - @z)";
        var everywhere = relaxed.HasFlag(Relaxation.Everywhere);
        var inCanton = "EXISTS (SELECT 1 FROM val k WHERE k.value = @canton AND k.id = g.id)";
        var (square, reach) = place switch
        {
            null => ("NULL", "0"),
            { Point: null } => ("NULL", $"CASE WHEN g.anywhere THEN 2 WHEN {inCanton} THEN 0 ELSE {(everywhere ? "3" : "NULL")} END"),
            _ => (Square, $"CASE WHEN {Square} <= @square THEN 0 WHEN g.anywhere THEN 2 WHEN g.x IS NOT NULL THEN NULL WHEN {inCanton} THEN 1 ELSE {(everywhere ? "3" : "NULL")} END"),
        };
        var steps = place?.Point is null ? "0" : "CASE WHEN square IS NULL OR reach <> 0 THEN 0 WHEN square < 9.855e-8 THEN 4 WHEN square < 6.159e-7 THEN 3.33 WHEN square < 2.4637e-6 THEN 2.67 WHEN square < 9.8547e-6 THEN 2 WHEN square < 2.2173e-5 THEN 1.33 WHEN square < 6.1591e-5 THEN 1 ELSE 0.5 END";
        var source = new StringBuilder();
        if (topics > 0)
        {
            source.Append(CultureInfo.InvariantCulture, $"(SELECT id, max(9 + main) + 2 * (count(*) - 1) AS score FROM val WHERE value IN ({Parameters("@t", topics)}) GROUP BY id) s JOIN grp g ON g.id = s.id");
        }
        else if (hasWords)
        {
            source.Append("(SELECT rowid AS id, -bm25(txt, 3.0, 2.0, 1.0) AS score FROM txt WHERE txt MATCH @match) s JOIN grp g ON g.id = s.id");
        }
        else if (place is { Point: not null } && !everywhere)
        {
            // What the indices can find: the band of latitude, those anywhere, the canton's.
            source.Append("(SELECT id, 0 AS score FROM grp WHERE z BETWEEN @z - @reachZ AND @z + @reachZ AND x BETWEEN @x - @reachZ AND @x + @reachZ AND y BETWEEN @y - @reachZ AND @y + @reachZ "
                + "UNION SELECT id, 0 FROM grp WHERE anywhere = 1 UNION SELECT id, 0 FROM val WHERE value = @canton) s JOIN grp g ON g.id = s.id");
        }
        else if (place is not null && !everywhere)
        {
            source.Append("(SELECT id, 0 AS score FROM grp WHERE anywhere = 1 UNION SELECT id, 0 FROM val WHERE value = @canton) s JOIN grp g ON g.id = s.id");
        }
        else
        {
            source.Append("(SELECT id, 0 AS score FROM grp) s JOIN grp g ON g.id = s.id");
        }

        var failed = filters.Count == 0 ? "0" : string.Join(" | ", filters.Select((f, i) =>
            $"(CASE WHEN EXISTS (SELECT 1 FROM val w WHERE w.id = g.id AND w.facet = {(int)f.Facet} AND w.value IN ({Parameters($"@f{i}_", f.Values)})) THEN 0 ELSE {1 << (int)f.Facet} END)"));
        var atMostOne = filters.Count > 1 ? " AND failed & (failed - 1) = 0" : "";
        return $"INSERT INTO temp.cand SELECT id, failed, reach, score + {steps}, square FROM (SELECT s.id AS id, {failed} AS failed, {reach} AS reach, s.score AS score, {square} AS square FROM {source}) WHERE reach IS NOT NULL{atMostOne}";
    }

    private static string Parameters(string name, int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"{name}{i}"));

    private static (double X, double Y, double Z) Vector(GeoPoint point)
    {
        var (sinLatitude, cosLatitude) = Math.SinCos(double.DegreesToRadians(point.Latitude));
        var (sinLongitude, cosLongitude) = Math.SinCos(double.DegreesToRadians(point.Longitude));
        return (cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    private int Value(Facet facet, string text) => values.GetValueOrDefault((facet, text), -1);

    private void Fill(SearchCorpus corpus)
    {
        var names = corpus.Topics.ToDictionary(t => t.Slug, t => string.Join(' ', t.Names.Select(n => n.Text)), StringComparer.Ordinal);
        var order = Enumerable.Range(0, corpus.Groups.Count).ToArray();
        var byName = Ranks(order.OrderBy(g => corpus.Groups[g].Names[0].Text, StringComparer.OrdinalIgnoreCase));
        var byTrust = Ranks(order.OrderBy(g => corpus.Groups[g].VerifiedOn is null).ThenBy(g => corpus.Groups[g].Values[Facet.Status][0] switch { "active" => 0, "paused" => 2, _ => 1 }).ThenBy(g => byName[g]));
        var byAge = Ranks(order.OrderByDescending(g => corpus.Groups[g].CreatedAt));
        for (var g = 0; g < corpus.Groups.Count; g++)
        {
            var group = corpus.Groups[g];
            var (x, y, z) = group.Point is { } point ? Vector(point) : (double.NaN, double.NaN, double.NaN);
            Insert("INSERT INTO grp VALUES (@0, @1, @2, @3, @4, @5, @6, @7)", g, byTrust[g], byName[g], byAge[g], group.Anywhere ? 1 : 0, OrNull(x), OrNull(y), OrNull(z));
            Insert(
                "INSERT INTO txt(rowid, name, topics, description) VALUES (@0, @1, @2, @3)",
                g, string.Join(' ', group.Names.Select(n => n.Text)), string.Join(' ', group.Topics.Select(t => names[t])), string.Join(' ', group.Descriptions.Select(d => d.Text)));
            foreach (var facet in Enum.GetValues<Facet>())
            {
                var texts = facet == Facet.Topic ? group.Topics : group.Values.GetValueOrDefault(facet) ?? [];
                foreach (var text in texts.Distinct(StringComparer.Ordinal))
                {
                    values.TryAdd((facet, text), values.Count);
                    Insert("INSERT INTO val VALUES (@0, @1, @2, @3)", values[(facet, text)], g, (int)facet, facet == Facet.Topic && texts[0] == text ? 1 : 0);
                }
            }
        }

        static object OrNull(double value) => double.IsNaN(value) ? DBNull.Value : value;

        static int[] Ranks(IEnumerable<int> order)
        {
            var sorted = order.ToArray();
            var ranks = new int[sorted.Length];
            for (var rank = 0; rank < sorted.Length; rank++)
            {
                ranks[sorted[rank]] = rank;
            }

            return ranks;
        }
    }

    private void Insert(string sql, params ReadOnlySpan<object> arguments)
    {
        var command = Prepared(sql);
        if (command.Parameters.Count == 0)
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                command.Parameters.AddWithValue($"@{i}", arguments[i]);
            }
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            command.Parameters[i].Value = arguments[i];
        }

        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            command.Prepare();
            commands.Add(sql, command);
        }

        return command;
    }

    private int Scalar(string sql, Action<SqliteParameterCollection> bind) => Convert.ToInt32(Bound(sql, bind).ExecuteScalar(), CultureInfo.InvariantCulture);

    private int Rows(string sql, Action<SqliteParameterCollection> bind)
    {
        using var reader = Bound(sql, bind).ExecuteReader();
        var rows = 0;
        while (reader.Read())
        {
            _ = reader.GetInt64(0);
            rows++;
        }

        return rows;
    }

    private SqliteCommand Bound(string sql, Action<SqliteParameterCollection> bind)
    {
        var command = Prepared(sql);
        command.Parameters.Clear();
        bind(command.Parameters);
        return command;
    }
}
