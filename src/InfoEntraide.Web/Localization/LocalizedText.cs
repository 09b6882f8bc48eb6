using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Localization;

/// <summary>
/// One text in up to four languages, together with the language it was first written in. Stored as plain columns.
/// Readers get their language where it exists, else the source, else the first one there is — and are told which one it is.
/// </summary>
public sealed record LocalizedText
{
    public static LocalizedText Empty { get; } = new();

    public string? Fr { get; init; }

    public string? De { get; init; }

    public string? It { get; init; }

    public string? En { get; init; }

    /// <summary>The language the text was first written in.</summary>
    public PortalLanguage Source { get; init; }

    public static LocalizedText Of(PortalLanguage source, string? text) => Empty with { Source = source } is var t && text is null ? t : t.With(source, text);

    public string? this[PortalLanguage language] => language switch
    {
        PortalLanguage.Fr => Fr,
        PortalLanguage.De => De,
        PortalLanguage.It => It,
        PortalLanguage.En => En,
        _ => throw new ArgumentOutOfRangeException(nameof(language)),
    };

    public LocalizedText With(PortalLanguage language, string? text) => language switch
    {
        PortalLanguage.Fr => this with { Fr = text },
        PortalLanguage.De => this with { De = text },
        PortalLanguage.It => this with { It = text },
        PortalLanguage.En => this with { En = text },
        _ => throw new ArgumentOutOfRangeException(nameof(language)),
    };

    /// <summary>The text for a reader of <paramref name="wanted"/>, with the language it really is in. Empty text when there is none at all.</summary>
    public TextInLanguage In(PortalLanguage wanted)
    {
        if (this[wanted] is { Length: > 0 } exact)
        {
            return new(exact, wanted);
        }

        if (this[Source] is { Length: > 0 } source)
        {
            return new(source, Source);
        }

        foreach (var language in PortalLanguages.All)
        {
            if (this[language] is { Length: > 0 } other)
            {
                return new(other, language);
            }
        }

        return new("", wanted);
    }

    /// <summary>The text in the language of the current request, with the fallback of <see cref="In"/>.</summary>
    public string Current() => In(PortalLanguages.Current).Text;

    public bool IsEmpty() => PortalLanguages.All.All(l => string.IsNullOrEmpty(this[l]));

    /// <summary>Every language in which the text exists.</summary>
    public IEnumerable<TextInLanguage> Existing()
    {
        foreach (var language in PortalLanguages.All)
        {
            if (this[language] is { Length: > 0 } text)
            {
                yield return new(text, language);
            }
        }
    }

    public override string ToString() => In(Source).Text;
}

/// <summary>A text and the language it is written in.</summary>
public readonly record struct TextInLanguage(string Text, PortalLanguage Language)
{
    public override string ToString() => Text;
}

public static class LocalizedTextMapping
{
    /// <summary>Maps a text to five columns: <c>Name_Fr</c> … <c>Name_En</c> of at most <paramref name="maxLength"/> characters (null: any number) and <c>Name_Source</c>.</summary>
    public static void HasLocalizedText<T>(this EntityTypeBuilder<T> entity, System.Linq.Expressions.Expression<Func<T, LocalizedText?>> property, int? maxLength)
        where T : class =>
        entity.ComplexProperty(property, text =>
        {
            text.IsRequired();
            foreach (var column in (ComplexTypePropertyBuilder<string?>[])[text.Property(t => t!.Fr), text.Property(t => t!.De), text.Property(t => t!.It), text.Property(t => t!.En)])
            {
                if (maxLength is { } length)
                {
                    column.HasMaxLength(length);
                }
            }

            text.Property(t => t!.Source).HasConversion(l => l.Code(), code => PortalLanguages.Parse(code) ?? PortalLanguage.Fr).HasMaxLength(2).IsUnicode(false);
        });
}
