using InfoEntraide.Web.Features.Groups;
using InfoEntraide.Web.Features.Topics;
using InfoEntraide.Web.Localization;
using Microsoft.EntityFrameworkCore;

namespace InfoEntraide.Web.Data.Reference;

/// <summary>The thesaurus: categories, topics and their synonyms.</summary>
internal static class TopicFiles
{
    public const string CategoriesFile = "categories.csv";
    public const string TopicsFile = "topics.csv";

    public static async Task CategoriesAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(CategoriesFile, content, ["slug", "name_fr", "name_de", "name_it", "name_en"]);
        if (table.Failed)
        {
            load.Fail(CategoriesFile, table);
            return;
        }

        var edits = await HandEdits.ReadAsync<TopicCategory>(db, ct);
        var merge = new ReferenceMerge<TopicCategory>(db, table, await db.TopicCategories.ToListAsync(ct), c => c.Slug, c => !edits.IsMade(c), edits);
        var position = 0;
        foreach (var row in table.Rows)
        {
            position++;
            var slug = row.Slug("slug", load.Limit<TopicCategory>(nameof(TopicCategory.Slug)));
            var name = row.Names(PortalLanguage.Fr, load.Limit<TopicCategory>(nameof(TopicCategory.Name)));
            if (row.IsRefused || merge.Match(row, "slug", slug, () => new TopicCategory { Slug = slug }) is not { } category)
            {
                continue;
            }

            category.Name = name;
            category.Position = position;
        }

        await load.SaveAsync(
            CategoriesFile, merge, c => c.Slug, async token => await db.Topics.Select(t => t.Category.Slug).Distinct().ToHashSetAsync(StringComparer.Ordinal, token), "topics belong to it", ct);
    }

    public static async Task TopicsAsync(ReferenceLoad load, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var table = new ReferenceTable(
            TopicsFile, content,
            ["slug", "category", "name_fr", "name_de", "name_it", "name_en", .. PortalLanguages.All.Select(SynonymColumn)]);
        if (table.Failed)
        {
            load.Fail(TopicsFile, table);
            return;
        }

        var categories = await db.TopicCategories.ToDictionaryAsync(c => c.Slug, c => c.Id, StringComparer.Ordinal, ct);
        var edits = await HandEdits.ReadAsync<Topic>(db, ct);
        var merge = new ReferenceMerge<Topic>(db, table, await db.Topics.Include(t => t.Synonyms).ToListAsync(ct), t => t.Slug, t => !edits.IsMade(t), edits);
        foreach (var row in table.Rows)
        {
            var slug = row.Slug("slug", Topic.SlugLength);
            var name = row.Names(PortalLanguage.Fr, load.Limit<Topic>(nameof(Topic.Name)));
            var synonyms = Synonyms(row, load.Limit<TopicSynonym>(nameof(TopicSynonym.Term)));
            var category = row.Required("category", Topic.SlugLength);
            if (!categories.TryGetValue(category, out var categoryId) && category.Length > 0)
            {
                row.Refuse("category", $"there is no category '{category}'");
            }

            if (row.IsRefused || merge.Match(row, "slug", slug, () => new Topic { Slug = slug }) is not { } topic)
            {
                continue;
            }

            topic.Name = name;
            topic.CategoryId = categoryId;
            Replace(db, merge, topic, synonyms);
        }

        await load.SaveAsync(
            TopicsFile, merge, t => t.Slug,
            async token => await db.Set<GroupTopic>().Select(t => t.Topic.Slug)
                .Union(db.Partners.SelectMany(p => p.Topics).Select(t => t.Slug)).ToHashSetAsync(StringComparer.Ordinal, token),
            "groups or partners refer to it", ct);
    }

    public static string PhrasesFile(PortalLanguage language) => $"phrases_{language.Code()}.csv";

    /// <summary>The loader of one language's everyday phrases.</summary>
    public static Func<ReferenceLoad, byte[]?, CancellationToken, Task> PhrasesOf(PortalLanguage language) => (load, content, ct) => PhrasesAsync(load, language, content, ct);

    private static async Task PhrasesAsync(ReferenceLoad load, PortalLanguage language, byte[]? content, CancellationToken ct)
    {
        var db = load.Db;
        var file = PhrasesFile(language);
        var table = new ReferenceTable(file, content, ["topic", "phrases"]);
        if (table.Failed)
        {
            load.Fail(file, table);
            return;
        }

        var topics = await db.Topics.ToDictionaryAsync(t => t.Slug, StringComparer.Ordinal, ct);
        var merge = new ReferenceMerge<Topic>(db, table, topics.Values, t => t.Slug, edits: await HandEdits.ReadAsync<Topic>(db, ct));
        foreach (var row in table.Rows)
        {
            var slug = row.Slug("topic", Topic.SlugLength);
            if (slug.Length > 0 && !topics.ContainsKey(slug))
            {
                row.Refuse("topic", $"there is no topic '{slug}'");
            }

            if (!row.IsRefused && merge.Match(row, "topic", slug, () => topics[slug]) is { } topic)
            {
                topic.Phrases = topic.Phrases.With(language, string.Join('\n', row.List("phrases")));
            }
        }

        await load.SaveAsync(file, merge, ct);
    }

    private static string SynonymColumn(PortalLanguage language) => $"synonyms_{language.Code()}";

    /// <summary>The synonyms of a row. They are a set: a word written twice is one.</summary>
    private static HashSet<(PortalLanguage Language, string Term)> Synonyms(ReferenceRow row, int limit)
    {
        var synonyms = new HashSet<(PortalLanguage, string)>();
        foreach (var language in PortalLanguages.All)
        {
            foreach (var term in row.List(SynonymColumn(language)))
            {
                synonyms.Add((language, term));
                if (term.Length > limit)
                {
                    row.Refuse(SynonymColumn(language), $"'{term[..40]} …' has {term.Length} characters, at most {limit} are possible");
                }
            }
        }

        return synonyms;
    }

    private static void Replace(PortalDb db, ReferenceMerge<Topic> merge, Topic topic, HashSet<(PortalLanguage Language, string Term)> wanted)
    {
        foreach (var synonym in topic.Synonyms.ToList())
        {
            if (!wanted.Remove((synonym.Language, synonym.Term)) && Decides(synonym.Language, synonym.Term))
            {
                db.Remove(synonym);
                merge.Touch(topic);
            }
        }

        foreach (var (language, term) in wanted.Where(w => Decides(w.Language, w.Term)))
        {
            db.Add(new TopicSynonym { TopicId = topic.Id, Language = language, Term = term });
            merge.Touch(topic);
        }

        bool Decides(PortalLanguage language, string term) => merge.Decides(topic, nameof(Topic.Synonyms), $"{language.Code()}:{term}");
    }
}
