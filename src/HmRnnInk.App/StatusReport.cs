using System.Text.Json;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App;

/// <summary>What <c>--json</c> tells: a line for each change, so that another program can follow and wait.</summary>
/// <param name="engine">What runs the model; null without one.</param>
/// <param name="startUp">Kept up to date by the caller.</param>
public sealed class StatusReport(TextWriter output, string? engine, StartUpTimes startUp)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private (LivePhase Phase, int Person, int Model, bool Settled, string? Notice, PageView View, int Ghosts, int Favourite) _last;
    private bool _told;

    /// <summary>What the window shows of the page, once it has come to rest there.</summary>
    public PageView View { get; set; }

    /// <summary>Tells the state if it is another than the one told last. While a hand writes only the phase counts as a change.</summary>
    public void Tell(LiveInk ink, int frame, double seconds)
    {
        int person = PersonRows(ink), model = ink.Rows.Count - person;
        bool settled = ink.Traced == ink.Rows.Count;
        bool writing = ink.Phase is LivePhase.PersonWrites or LivePhase.ModelWrites;
        var now = (ink.Phase, writing ? 0 : person, writing ? 0 : model, !writing && settled, ink.Notice, View, ink.Ghosts.Count, ink.Ghosts.Number);
        if (_told && now == _last) return;
        (_told, _last) = (true, now);
        Write(ink, frame, seconds);
    }

    /// <summary>Tells the state.</summary>
    public void Write(LiveInk ink, int frame, double seconds) => output.WriteLine(JsonSerializer.Serialize(
        new
        {
            Frame = frame,
            Seconds = Math.Round(seconds, 3),
            Engine = engine,
            startUp.ModelReadyMilliseconds,
            startUp.FirstFrameMilliseconds,
            Phase = ink.Phase.ToString(),
            PersonRows = PersonRows(ink),
            ModelRows = ink.Rows.Count - PersonRows(ink),
            TracedRows = ink.Traced,
            Strokes = ink.Rows.Count == 0 ? 0 : ink.Rows[^1].Stroke + 1,
            Lines = ink.ActiveLine + 1,
            PixelsPerUnit = ink.Scale.PixelsPerUnit,
            SecondsPerRow = Math.Round(ink.Scale.SecondsPerRow, 5),
            View.Zoom,
            View.OriginX,
            View.OriginY,
            ink.Settings.Bias,
            Speed = double.IsPositiveInfinity(ink.Settings.Speed) ? (double?)null : Math.Round(ink.Settings.Speed, 3), // null: as fast as it goes
            Ghosts = ink.Ghosts.Count,
            Favourite = ink.Ghosts.Number,
            ink.Settings.HoldTop,
            ink.Paused,
            ink.Notice,
            ink.Failure,
        },
        Format));

    private static int PersonRows(LiveInk ink)
    {
        int count = 0;
        foreach (ref readonly PageRow row in ink.RowSpan)
            if (row.Owner == RowOwner.Person) count++;
        return count;
    }

    /// <summary>Tells of a file written.</summary>
    public void Saved(string path) => output.WriteLine(JsonSerializer.Serialize(new { Saved = path }, Format));
}
