using HmRnnInk.App.Input;
using HmRnnInk.App.Session;
using HmRnnInk.App.View;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Ui.Files;

/// <summary>Puts ink from another program on an empty page, as if a pen had written it.</summary>
/// <param name="size">Gives the size of the window in pen units.</param>
public sealed class OpenedInk(LiveInk ink, PageViewport viewport, Look look, PageInput page, Func<(int Width, int Height)> size)
{
    /// <summary>
    /// The maximum pause in a recording, relative to the delay of the model. A longer pause would start the model too early.
    /// </summary>
    private const double LongestPause = 0.8;

    /// <returns>The length to which pauses in a recording are cut.</returns>
    public static double LongestPauseSeconds(double delaySeconds) => LongestPause * delaySeconds;

    public void Place(StrokeCollection strokes, double seconds)
    {
        viewport.Reset(size(), look.ScoreHeight(size()));
        var pen = new ReplayPen(strokes, ink.Layout, PenScale.Default.PixelsPerUnit, 0, LongestPauseSeconds(ink.Settings.DelaySeconds));
        var events = new List<InputEvent>();
        pen.TakeEvents(double.PositiveInfinity, events);
        foreach (InputEvent input in events) page.TakeOnPage(input, seconds);
        ink.StopWriting();
        viewport.NoteWritten();
    }
}
