namespace HmRnnInk.App.Tests.Played;

/// <summary>What a person does in a <see cref="PlayedApp"/>, one step per frame.</summary>
internal static class PlayedScripts
{
    /// <summary>Lets this number of frames pass.</summary>
    public static IEnumerable<int> Frames(int frames) => Enumerable.Range(0, frames);

    public static IEnumerable<int> Until(PlayedApp app, Func<bool> condition)
    {
        for (int frame = 0; !condition(); frame++)
        {
            Assert.True(frame < 2000, $"It did not happen: '{app.Ink.Text.Text}', {app.Ink.Text.Written} written, {app.Ink.Phase}");
            yield return frame;
        }
    }

    /// <summary>Drops a file on the window.</summary>
    public static IEnumerable<int> Open(PlayedApp app, string path)
    {
        yield return 0;
        app.Window.Send(new InputEvent(InputKind.FilesDropped, 300, 300, 0, Files: [path]));
        foreach (int frame in Frames(5)) yield return frame;
        Assert.NotEmpty(app.Ink.Rows);
    }

    /// <summary>Writes a wave, three units to the right with each point.</summary>
    public static IEnumerable<int> Stroke(PlayedApp app, float x, float y, int points)
    {
        app.Window.Send(new InputEvent(InputKind.PenDown, x, y, 0));
        for (int point = 1; point < points; point++)
        {
            app.Window.Send(new InputEvent(InputKind.PenMove, x + 3 * point, y - 12 * MathF.Sin(0.5f * point), 0));
            yield return 0;
        }

        app.Window.Send(new InputEvent(InputKind.PenUp, x + 3 * points, y, 0));
        yield return 0;
    }

    /// <summary>Writes a stroke, and stops the model.</summary>
    public static IEnumerable<int> Write(PlayedApp app, float x, float y, float to)
    {
        yield return 0;
        app.Window.Send(new InputEvent(InputKind.PenDown, x, y, 0));
        for (int step = 1; x < to; step++)
        {
            app.Window.Send(new InputEvent(InputKind.PenMove, x = Math.Min(to, x + 6), y - 12 * MathF.Sin(step), 0));
            yield return 0;
        }

        app.Window.Send(new InputEvent(InputKind.PenUp, x, y, 0));
        foreach (int frame in Frames(3)) yield return frame;
        app.Press(InkKey.Escape);
        yield return 0;
    }

    /// <summary>Writes one stroke across a new window, from 150 to <paramref name="to"/>, and saves the page.</summary>
    /// <param name="path">The file to save it to.</param>
    public static void SavePage(string path, int width, int height, float to)
    {
        using var app = new PlayedApp(1, width, height);
        app.Run(Write(app, 150, 150, to));
        File.Move(app.SavedAtTheEnd, path);
        Assert.InRange(DocumentFile.Read(path).Rows.ToArray().Max(row => row.X), to - 10, to + 10);
    }
}
