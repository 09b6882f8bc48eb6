namespace InfoEntraide.Web.Features.Shared;

/// <summary>What a message or a post shows of a page somebody passes on (Open Graph). Never of result pages: they would tell what was looked for.</summary>
public sealed record LinkPreview(string Title, string Description, string Address, string Image)
{
    public const string ImagePath = "/share.png";
    public const int ImageWidth = 1200;
    public const int ImageHeight = 630;
}
