using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace InfoEntraide.Web.Hosting;

/// <summary>
/// Part of an address that is nothing but spaces reaches an action as it was sent, and is found nowhere. By default it would arrive as null where the action
/// was promised a text.
/// </summary>
internal sealed class KeepTextAsSent : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
    {
        if (context.Key.MetadataKind == ModelMetadataKind.Parameter)
        {
            context.DisplayMetadata.ConvertEmptyStringToNull = false;
        }
    }
}
