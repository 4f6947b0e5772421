using System.Globalization;
using Silk.NET.OpenGL;

namespace HmRnnInk.App.Tests.Played;

/// <summary>
/// The app under random events. The environment variables HMRNNINK_MONKEY_EVENTS and HMRNNINK_MONKEY_SEED choose another run;
/// the long run has 100000 events.
/// </summary>
public sealed class MonkeyTests
{
    private const int EventsInTheSuite = 4000;

    [Fact]
    public void RandomEvents_LeaveAPageThatCanBeUndoneRedoneAndSaved()
    {
        int events = Number("HMRNNINK_MONKEY_EVENTS", EventsInTheSuite), seed = Number("HMRNNINK_MONKEY_SEED", 1);
        using var app = new PlayedApp(seed, 700, 460);
        var input = new RandomEvents(seed, app.Window, app.Ink);
        var monkey = new Monkey(input, app.Window, app.WriteFiles(), DrawFrame);
        try
        {
            app.Run(() =>
            {
                monkey.Play(events);
                ComeToRest(app);
                AssertIsConsistent(app);
                UndoAndRedoAll(app, maximum: events);
            });
            InkDocument saved = DocumentFile.Read(app.SavedAtTheEnd);
            Assert.Equal(app.Ink.Rows.Select(Untimed), saved.Rows.ToArray().Select(Untimed));
            Assert.Equal(Recorded(app.Ink.Rows), Recorded(saved.Rows.ToArray()));
            Assert.Equal(app.Ink.TracedRows, saved.TracedRows);
        }
        catch (Exception error)
        {
            throw new Xunit.Sdk.XunitException($"{error.Message}\n{input.Story}", error);
        }

        TestContext.Current.SendDiagnosticMessage($"{input.Count} events in {app.Window.Frame} frames left {app.Ink.Rows.Count} rows.");

        void DrawFrame()
        {
            if (app.Window.Frame % 200 == 0) AssertIsConsistent(app);
            app.Frame();
        }
    }

    /// <param name="maximum">The maximum number of steps that can be undone.</param>
    private static void UndoAndRedoAll(PlayedApp app, int maximum)
    {
        PageRow[] page = [.. app.Ink.Rows];
        int undone = 0;
        while (app.Ink.Edits.Undo())
        {
            Assert.True(++undone <= maximum, "Undo does not end.");
            if (undone % 20 == 0) app.Frame();
        }

        app.Frame();
        Assert.Empty(app.Ink.Rows);
        for (int redone = 0; redone < undone; redone++)
        {
            Assert.True(app.Ink.Edits.Redo());
            if (redone % 20 == 0) app.Frame();
        }

        app.Frame();
        AssertIsConsistent(app);
        Assert.Equal(page, app.Ink.Rows);
    }

    /// <summary>Releases every button, closes every card, and stops the model.</summary>
    private static void ComeToRest(PlayedApp app)
    {
        foreach (InputKind up in (InputKind[])[InputKind.PenUp, InputKind.SecondaryUp, InputKind.MiddleUp, InputKind.FocusLost])
            app.Window.Send(new InputEvent(up, 5, 5, 0));
        app.Frame();
        for (int card = 0; card < 4; card++)
        {
            app.Press(InkKey.Escape);
            app.Frame();
        }

        for (int frame = 0; frame < 60 && app.Ink.TracedRows < app.Ink.Rows.Count; frame++) app.Frame();
        Assert.Equal(LivePhase.Idle, app.Ink.Phase);
        Assert.Null(app.Ink.Failure);
        Assert.Equal(app.Ink.Rows.Count, app.Ink.TracedRows);
    }

    private static void AssertIsConsistent(PlayedApp app)
    {
        Assert.Equal(GLEnum.NoError, app.Window.Gl.GetError());
        LiveInk ink = app.Ink;
        Assert.InRange(ink.TracedRows, 0, ink.Rows.Count);
        Assert.True(float.IsFinite(ink.Scale.PixelsPerUnit) && ink.Scale.PixelsPerUnit > 0, $"{ink.Scale}");
        int stroke = 0;
        for (int index = 0; index < ink.Rows.Count; index++)
        {
            PageRow row = ink.Rows[index];
            float[] numbers = [row.Offset.DeltaX, row.Offset.DeltaY, row.X, row.Y, row.PixelsPerUnit];
            Assert.True(numbers.All(float.IsFinite) && row.PixelsPerUnit > 0 && row.Line >= 0, $"row {index}: {row}");
            Assert.True(index >= ink.TracedRows || float.IsFinite(row.Trace?.Nats ?? float.NaN), $"row {index} has no trace: {row}");
            Assert.True(row.Stroke == stroke, $"row {index} is of stroke {row.Stroke}, not {stroke}: {row}");
            if (row.Offset.PenUp) stroke++;
        }
    }

    private static PageRow Untimed(PageRow row) => row with { TimeSeconds = 0, Recorded = null };

    /// <summary>The recorded points of opened ink, which a row compares by reference.</summary>
    private static IEnumerable<(float, float, float?)> Recorded(IEnumerable<PageRow> rows) =>
        rows.SelectMany(row => row.Recorded ?? []).Select(point => (point.X, point.Y, point.Pressure));

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
