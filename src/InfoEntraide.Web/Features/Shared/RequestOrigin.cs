namespace InfoEntraide.Web.Features.Shared;

/// <summary>Full addresses, for readers that know nothing of the page they are on: search engines and previews of links.</summary>
internal static class RequestOrigin
{
    /// <summary>Scheme and host as the visitor reached them, without a slash at the end. Behind a known proxy they are those of the forwarded headers (docs/operations.md).</summary>
    public static string Origin(this HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}";
}
