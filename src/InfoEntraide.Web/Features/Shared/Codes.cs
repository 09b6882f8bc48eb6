using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace InfoEntraide.Web.Features.Shared;

/// <summary>
/// The values of an enum as they stand in URLs, JSON, CSV files and the database: the name in lower-case kebab
/// (<c>SelfManaged</c> ↔ <c>self-managed</c>). <c>docs/contract.md</c> lists them.
/// </summary>
public static class Codes
{
    public static string Code<T>(this T value) where T : struct, Enum => Table<T>.Codes[value];

    public static T? Parse<T>(string? code) where T : struct, Enum =>
        code is not null && Table<T>.Values.TryGetValue(code.Trim(), out var value) ? value : null;

    public static IReadOnlyList<T> All<T>() where T : struct, Enum => Table<T>.InOrder;

    public static PropertyBuilder<T> HasCodeConversion<T>(this PropertyBuilder<T> property) where T : struct, Enum =>
        property.HasConversion(v => v.Code(), s => Table<T>.Values[s]).HasMaxLength(20).IsUnicode(false);

    public static ComplexTypePropertyBuilder<T> HasCodeConversion<T>(this ComplexTypePropertyBuilder<T> property) where T : struct, Enum =>
        property.HasConversion(v => v.Code(), s => Table<T>.Values[s]).HasMaxLength(20).IsUnicode(false);

    private static class Table<T> where T : struct, Enum
    {
        public static readonly IReadOnlyList<T> InOrder = [.. Enum.GetValues<T>().Where(v => Convert.ToInt64(v, System.Globalization.CultureInfo.InvariantCulture) != 0 || typeof(T).GetCustomAttributes(typeof(FlagsAttribute), false).Length == 0)];
        public static readonly IReadOnlyDictionary<T, string> Codes = InOrder.ToDictionary(v => v, v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));
        public static readonly IReadOnlyDictionary<string, T> Values = InOrder.ToDictionary(v => Codes[v], StringComparer.OrdinalIgnoreCase);
    }
}
