namespace HmRnnInk.App.Ui.Files;

/// <summary>An item of a menu.</summary>
/// <param name="Detail">Muted text at the right end. May be empty.</param>
internal sealed record MenuItem(string Label, string Detail, Action Choose)
{
    /// <summary>Gives a picture of what the item stands for; null if it has none.</summary>
    public Func<InkThumbnail?>? Picture { get; init; }

    /// <summary>Renames what the item stands for; null if it cannot be renamed.</summary>
    public Action<string>? Rename { get; init; }

    /// <summary>Deletes what the item stands for; null if it cannot be deleted.</summary>
    public Action? Delete { get; init; }
}
