using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using InfoEntraide.Search;
using InfoEntraide.Web.Features.Content;
using InfoEntraide.Web.Features.Crisis;

namespace InfoEntraide.Web.Features.Catalogue;

/// <summary>
/// The catalogue as a row of JSON texts: first what groups refer to, then the groups. Entries that stand on their own (topics, centres, cantons, categories) are
/// written once; elsewhere their key stands for them, and reading puts the one object back in every place. One object reads or writes one catalogue.
/// </summary>
internal sealed class CatalogueJson
{
    /// <summary>To be raised when the same members come to mean something else, for instance when less is public than before.</summary>
    private const int Meaning = 1;

    private readonly ByKey<CategoryEntry> categories = new(c => c.Slug);
    private readonly ByKey<TopicEntry> topics = new(t => t.Slug);
    private readonly ByKey<CantonEntry> cantons = new(c => c.Code);
    private readonly ByKey<CentreEntry> centres = new(c => c.Slug);
    private readonly JsonSerializerOptions inTopics;
    private readonly JsonSerializerOptions inOrganisations;
    private readonly JsonSerializerOptions inGroups;
    private readonly JsonTypeInfo<GroupEntry> group;

    public CatalogueJson()
    {
        inTopics = With(categories);
        inOrganisations = With(topics, cantons);
        inGroups = With(topics, cantons, centres);
        group = (JsonTypeInfo<GroupEntry>)inGroups.GetTypeInfo(typeof(GroupEntry));
    }

    /// <summary>Changes by itself with every member, type or enum value that is written: a file of another shape is not read.</summary>
    public static byte[] Shape { get; } = ShapeOf(typeof(CatalogueHead), typeof(CategoryEntry), typeof(PartnerEntry), typeof(CrisisNumberEntry), typeof(ContentPageEntry), typeof(GroupEntry), typeof(TopicDocument), typeof(CantonDocument), typeof(PlaceDocument));

    private static JsonSerializerOptions Plain => CatalogueJsonTypes.Default.Options;

    /// <summary>SHA-256 over the reference part.</summary>
    public static byte[] Hash(CatalogueReference reference)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        new CatalogueJson().Write(reference, text => hash.AppendData(text));
        return hash.GetHashAndReset();
    }

    public void Write(CatalogueReference reference, Action<byte[]> write)
    {
        write(Text(reference.IsDemo, Plain));
        write(Text(reference.Categories, Plain));
        write(Text(reference.Topics, inTopics));
        write(Text(reference.Cantons, Plain));
        write(Text(reference.Centres, inOrganisations));
        write(Text(reference.Partners, inOrganisations));
        write(Text(reference.CrisisNumbers, Plain));
        write(Text(reference.Pages, Plain));
        write(Text(reference.Words.Topics, Plain));
        write(Text(reference.Words.Cantons, Plain));
        write(Text(reference.Words.Places, Plain));
    }

    /// <summary>Reads the parts in the order in which they were written.</summary>
    /// <exception cref="JsonException">This is not what <see cref="Write(CatalogueReference, Action{byte[]})"/> has written.</exception>
    public CatalogueReference ReadReference(Func<ReadOnlyMemory<byte>> read) => new()
    {
        IsDemo = Value<bool>(read(), Plain),
        Categories = categories.Know(Value<IReadOnlyList<CategoryEntry>>(read(), Plain)),
        Topics = topics.Know(Value<IReadOnlyList<TopicEntry>>(read(), inTopics)),
        Cantons = cantons.Know(Value<IReadOnlyList<CantonEntry>>(read(), Plain)),
        Centres = centres.Know(Value<IReadOnlyList<CentreEntry>>(read(), inOrganisations)),
        Partners = Value<IReadOnlyList<PartnerEntry>>(read(), inOrganisations),
        CrisisNumbers = Value<IReadOnlyList<CrisisNumberEntry>>(read(), Plain),
        Pages = Value<IReadOnlyList<ContentPageEntry>>(read(), Plain),
        Words = new SearchCorpus(
            Value<IReadOnlyList<TopicDocument>>(read(), Plain),
            Value<IReadOnlyList<CantonDocument>>(read(), Plain),
            Value<IReadOnlyList<PlaceDocument>>(read(), Plain),
            []),
    };

    public byte[] Text(GroupEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, group);

    /// <summary>Reads a group; the reference part must have been read before.</summary>
    public GroupEntry ReadGroup(ReadOnlySpan<byte> text) => JsonSerializer.Deserialize(text, group) ?? throw new JsonException("null stands where a group should be.");

    public static byte[] Text(CatalogueHead head) => Text(head, Plain);

    public static CatalogueHead ReadHead(ReadOnlyMemory<byte> text) => Value<CatalogueHead>(text, Plain);

    private static byte[] Text<T>(T value, JsonSerializerOptions options) => JsonSerializer.SerializeToUtf8Bytes(value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    private static T Value<T>(ReadOnlyMemory<byte> text, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(text.Span, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T))) ?? throw new JsonException($"null stands where a {typeof(T).Name} should be.");

    private static JsonSerializerOptions With(params JsonConverter[] converters)
    {
        var options = new JsonSerializerOptions(Plain);
        foreach (var converter in converters)
        {
            options.Converters.Add(converter);
        }

        return options;
    }

    private static byte[] ShapeOf(params Type[] types)
    {
        var shape = new StringBuilder().Append(Meaning);
        var seen = new HashSet<Type>();
        foreach (var type in types)
        {
            Describe(type);
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(shape.ToString()));

        void Describe(Type type)
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (!seen.Add(type))
            {
                return;
            }

            shape.Append('\n').Append(type.Name);
            if (type.IsEnum)
            {
                foreach (var value in Enum.GetValues(type))
                {
                    shape.Append(' ').Append(value).Append('=').Append(Convert.ToInt64(value, null));
                }

                return;
            }

            var info = Plain.GetTypeInfo(type);
            foreach (var property in info.Properties)
            {
                shape.Append(' ').Append(property.Name).Append(':').Append(property.PropertyType);
            }

            foreach (var inner in info.Properties.Select(p => p.PropertyType).Concat([info.ElementType, info.KeyType]).OfType<Type>())
            {
                Describe(inner);
            }
        }
    }

    /// <summary>Writes the key of an entry in its place, and reads it back as the entry that is known by it.</summary>
    private sealed class ByKey<T>(Func<T, string> keyOf) : JsonConverter<T>
        where T : class
    {
        private readonly Dictionary<string, T> known = new(StringComparer.Ordinal);

        public IReadOnlyList<T> Know(IReadOnlyList<T> entries)
        {
            foreach (var entry in entries)
            {
                known[keyOf(entry)] = entry;
            }

            return entries;
        }

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            known.TryGetValue(reader.GetString() ?? "", out var entry) ? entry : throw new JsonException($"No {typeof(T).Name} of this key is known.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(keyOf(value));
    }
}

/// <summary>What a copy on disk begins with.</summary>
internal sealed record CatalogueHead(int Version, DateTimeOffset BuiltAt, int Groups);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CatalogueHead))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(IReadOnlyList<CategoryEntry>))]
[JsonSerializable(typeof(IReadOnlyList<TopicEntry>))]
[JsonSerializable(typeof(IReadOnlyList<CantonEntry>))]
[JsonSerializable(typeof(IReadOnlyList<CentreEntry>))]
[JsonSerializable(typeof(IReadOnlyList<PartnerEntry>))]
[JsonSerializable(typeof(IReadOnlyList<CrisisNumberEntry>))]
[JsonSerializable(typeof(IReadOnlyList<ContentPageEntry>))]
[JsonSerializable(typeof(GroupEntry))]
[JsonSerializable(typeof(IReadOnlyList<TopicDocument>))]
[JsonSerializable(typeof(IReadOnlyList<CantonDocument>))]
[JsonSerializable(typeof(IReadOnlyList<PlaceDocument>))]
internal sealed partial class CatalogueJsonTypes : JsonSerializerContext;
