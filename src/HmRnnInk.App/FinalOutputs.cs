using HmRnnInk.App.Canvas;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Options;

namespace HmRnnInk.App;

/// <summary>Writes the files that the command line asked for at the end of a run.</summary>
/// <param name="saved">Called with the path of each file that was written.</param>
public sealed class FinalOutputs(AppOptions options, PageExports exports, PageSaver saver, Action<string> saved)
{
    /// <param name="screenshot">Takes a screenshot of the window.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Write(Func<Screenshot> screenshot)
    {
        if (options.Screenshot is { } path)
        {
            using Screenshot picture = screenshot();
            picture.Save(path);
            saved(path);
        }

        Export(ExportKind.Svg, options.Svg);
        Export(ExportKind.CentreLines, options.CentreLinesSvg);
        Export(ExportKind.Animated, options.AnimatedSvg);
        Export(ExportKind.Png, options.Png);
        Export(ExportKind.InkMl, options.InkMl);
        if (options.SaveAs is { } document) Save(document);
    }

    private void Export(ExportKind kind, string? path)
    {
        if (path is null) return;
        exports.Write(kind, path, (float)options.PngScale);
        saved(path);
    }

    private void Save(string document)
    {
        saver.SaveTo(document);
        saver.Dispose();
        if (saver.TakeNotice() is { } notice && saver.TakeSavedPath() is null) throw new IOException(notice);
        saved(document);
    }
}
