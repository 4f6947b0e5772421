using HmRnnInk.App.Background;

namespace HmRnnInk.App.Ui.Files;

/// <summary>The pictures of files with ink. Files are read in the background, once for each time that they were written.</summary>
internal sealed class Thumbnails(BackgroundWork work)
{
    private readonly Dictionary<(string Path, DateTimeOffset Written), InkThumbnail?> _known = [];

    /// <param name="read">Reads the file, on another thread; null if it cannot be read.</param>
    /// <returns>Null until the file is read, and if it cannot be.</returns>
    public InkThumbnail? Of(string path, DateTimeOffset written, Func<InkThumbnail?> read)
    {
        if (_known.TryGetValue((path, written), out InkThumbnail? known)) return known;
        _known[(path, written)] = null;
        work.Do(read, picture => _known[(path, written)] = picture);
        return _known[(path, written)];
    }
}
