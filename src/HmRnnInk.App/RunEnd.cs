using HmRnnInk.App.Canvas;
using HmRnnInk.App.Documents;
using HmRnnInk.App.Options;
using HmRnnInk.App.Ui.Files;
using HmRnnInk.Ink;

namespace HmRnnInk.App;

/// <summary>The end of a run: saves the page, and writes the files that the command line asked for.</summary>
/// <param name="noteSaved">Called with the path of each file that was written.</param>
internal sealed class RunEnd(AppOptions options, PageExports exports, PageSaver saver, PageFiles files, Action<string> noteSaved)
{
    private volatile bool _endsWithoutQuestion;

    /// <summary>Whether the page could not be saved in its folder. The exit code is then 1.</summary>
    public bool Failed { get; private set; }

    /// <summary>Lets the run end without a question, for example after a signal. May be called from any thread.</summary>
    public void EndWithoutQuestion() => _endsWithoutQuestion = true;

    /// <summary>Saves the page when the person closes the window. A run with a given number of frames ends without it.</summary>
    /// <returns>False if the page cannot be saved, and the person must choose what to do.</returns>
    public bool TrySave() => options.Frames is not null || _endsWithoutQuestion || files.TrySave();

    /// <summary>Writes all files, also if some of them fail.</summary>
    /// <param name="screenshot">Takes a screenshot of the window.</param>
    /// <exception cref="IOException">Some files were not written; the message names all of them.</exception>
    public void WriteFiles(Func<Screenshot> screenshot)
    {
        var failures = new List<string>();
        Write(options.Screenshot, path =>
        {
            using Screenshot picture = screenshot();
            picture.Save(path);
        });
        Export(ExportKind.Svg, options.Svg);
        Export(ExportKind.CentreLines, options.CentreLinesSvg);
        Export(ExportKind.Animated, options.AnimatedSvg);
        Export(ExportKind.Png, options.Png);
        Export(ExportKind.InkMl, options.InkMl);
        Write(options.SaveAs, Save);
        if (failures.Count > 0) throw new IOException(string.Join('\n', failures));

        void Export(ExportKind kind, string? file) => Write(file, path => exports.Write(kind, path, (float)options.PngScale));

        void Write(string? path, Action<string> write)
        {
            if (path is null) return;
            try
            {
                write(path);
                noteSaved(path);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InkFormatException)
            {
                failures.Add(error.Message.Contains(path, StringComparison.Ordinal) ? error.Message : $"'{path}': {error.Message}");
            }
        }
    }

    /// <summary>
    /// Writes what is not on disk yet, and ends saving. If that is impossible, saves the page in another folder, and reports which.
    /// </summary>
    public void SavePage()
    {
        if (saver.Finish() is { } problem)
        {
            Failed = true;
            string? other = DocumentFolder.FallbackFolders().Select(saver.SaveIn).FirstOrDefault(path => path is not null);
            Console.Error.WriteLine($"The page could not be saved in '{saver.Folder.Path}': {problem} "
                + (other is null ? "Its newest ink is lost." : $"It was saved as '{other}' instead."));
        }

        saver.Dispose();
    }

    private void Save(string document)
    {
        saver.SaveTo(document);
        string? problem = saver.Finish();
        if (saver.TakeSavedPath() is null) throw new IOException(saver.TakeNotice() ?? problem);
    }
}
