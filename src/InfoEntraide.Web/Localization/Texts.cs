using System.Globalization;
using System.Resources;

namespace InfoEntraide.Web.Localization;

/// <summary>
/// The texts of the interface in one language, from <c>Texts.resx</c> (French) and <c>Texts.{de,it,en}.resx</c>. Views inject it as <c>T</c>.
/// A key that exists in no file is a programming error and throws; a test compares keys and views.
/// </summary>
public sealed class Texts(PortalLanguage language)
{
    private static readonly ResourceManager Resources = new(typeof(Texts));

    public PortalLanguage Language => language;

    public string this[string key] =>
        Resources.GetString(key, language.Culture()) ?? throw new MissingManifestResourceException($"No text for the key '{key}'.");

    /// <summary>A text with placeholders <c>{0}</c>, <c>{1}</c> …; numbers and dates are written as in Switzerland.</summary>
    public string Format(string key, params object?[] values) => string.Format(language.Culture(), this[key], values);

    /// <summary>A text that depends on a number, which is placeholder <c>{0}</c>: the key is followed by <c>.One</c> or <c>.Other</c> (in French 0 is singular).</summary>
    public string Count(string key, int count, params object?[] more)
    {
        var one = count == 1 || (count == 0 && language == PortalLanguage.Fr);
        return Format(key + (one ? ".One" : ".Other"), [count, .. more]);
    }

    /// <summary>The same for a figure with decimals: in French everything below two is singular (<c>1,5 groupe</c>), elsewhere one alone.</summary>
    public string Count(string key, double count, params object?[] more)
    {
        var one = language == PortalLanguage.Fr ? count < 2 : count == 1;
        return Format(key + (one ? ".One" : ".Other"), [count, .. more]);
    }

    public bool Has(string key) => Resources.GetString(key, CultureInfo.InvariantCulture) is not null;
}
