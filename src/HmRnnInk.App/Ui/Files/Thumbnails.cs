using HmRnnInk.App.Background;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The pictures of files. A file is read in the background, and again only after it was written again.</summary>
internal sealed class Thumbnails(BackgroundWork work)
{
    private readonly Dictionary<(string Path, DateTimeOffset Written), InkThumbnail?> _known = [];

    /// <param name="written">When the file was written last.</param>
    /// <param name="read">Called on another thread. Returns the picture of the file; null if the file cannot be read.</param>
    /// <returns>The picture; null while the file is being read, and if it cannot be read.</returns>
    public InkThumbnail? Of(string path, DateTimeOffset written, Func<InkThumbnail?> read)
    {
        if (_known.TryGetValue((path, written), out InkThumbnail? known)) return known;
        _known[(path, written)] = null;
        work.Do(read, picture => _known[(path, written)] = picture);
        return _known[(path, written)];
    }
}
