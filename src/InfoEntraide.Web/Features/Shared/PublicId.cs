using System.Security.Cryptography;
using System.Text;

namespace InfoEntraide.Web.Features.Shared;

/// <summary>
/// The short, stable identifier of a record in public addresses: eight characters without look-alikes (no 0, 1, i, l, o, u).
/// It says nothing about the record and never changes.
/// </summary>
public static class PublicId
{
    public const int Length = 8;

    private const string Alphabet = "23456789abcdefghjkmnpqrstvwxyz";

    /// <summary>A new random identifier.</summary>
    public static string New() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>The identifier that always belongs to <paramref name="key"/>: reference and demo records keep their addresses when loaded anew.</summary>
    public static string For(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        return string.Create(Length, hash, static (span, bytes) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Alphabet[bytes[i] % Alphabet.Length];
            }
        });
    }
}
