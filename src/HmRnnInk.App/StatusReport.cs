using System.Diagnostics;
using System.Text.Json;
using HmRnnInk.App.Page;
using HmRnnInk.App.Session;

namespace HmRnnInk.App;

/// <summary>Writes the output of <c>--json</c>: one line per change, so that another program can follow the app.</summary>
/// <param name="engine">Gives the name of the engine that runs the model; null without a model.</param>
internal sealed class StatusReport(TextWriter output, Func<string?> engine)
{
    private const int RowsPerReport = 10;

    private (LivePhase Phase, int Person, int Model, bool Settled, string? Notice, PageView View, int Ghosts, int Favourite,
        string Text) _last;
    private double? _modelReadyMilliseconds, _firstFrameMilliseconds; // since the start of the process
    private bool _hasWritten, _ended;

    /// <summary>The part of the page that the window shows. Updated when scrolling and zooming have ended.</summary>
    public PageView View { get; set; }

    public void NoteModelReady() => _modelReadyMilliseconds = MillisecondsSinceStart();

    /// <summary>Notes that the first frame is drawn.</summary>
    public void NoteFirstFrame() => _firstFrameMilliseconds = MillisecondsSinceStart();

    /// <summary>Writes the state if it changed. While somebody writes, the rows are reported ten at a time.</summary>
    public void Update(LiveInk ink, int frame, double seconds)
    {
        int person = PersonRows(ink), model = ink.Rows.Count - person;
        bool settled = ink.TracedRows == ink.Rows.Count;
        bool writing = ink.SomebodyWrites;
        int unit = writing ? RowsPerReport : 1;
        var now = (ink.Phase, person / unit, model / unit, !writing && settled, ink.Notice, View, ink.Ghosts.Count,
            ink.Ghosts.FavouriteNumber, ink.Text.Text);
        if (_hasWritten && now == _last) return;
        (_hasWritten, _last) = (true, now);
        Write(ink, frame, seconds);
    }

    public void Write(LiveInk ink, int frame, double seconds) => Print(JsonSerializer.Serialize(
        new
        {
            Frame = frame,
            Seconds = Math.Round(seconds, 3),
            Engine = engine(),
            ModelReadyMilliseconds = _modelReadyMilliseconds,
            FirstFrameMilliseconds = _firstFrameMilliseconds,
            Phase = ink.Phase.ToString(),
            PersonRows = PersonRows(ink),
            ModelRows = ink.Rows.Count - PersonRows(ink),
            TracedRows = ink.TracedRows,
            Strokes = ink.Rows.Count == 0 ? 0 : ink.Rows[^1].Stroke + 1,
            Lines = ink.ActiveLine + 1,
            PixelsPerUnit = ink.Scale.PixelsPerUnit,
            SecondsPerRow = Math.Round(ink.Scale.SecondsPerRow, 5),
            View.Zoom,
            View.OriginX,
            View.OriginY,
            ink.Settings.Bias,
            // null: as fast as possible
            Speed = double.IsPositiveInfinity(ink.Settings.Speed) ? (double?)null : Math.Round(ink.Settings.Speed, 3),
            Ghosts = ink.Ghosts.Count,
            Favourite = ink.Ghosts.FavouriteNumber,
            ink.Settings.HoldTop,
            ink.Text.Text,
            WrittenCharacters = ink.Text.Written,
            ink.Paused,
            ink.Notice,
            ink.Failure,
        },
        JsonSerializerOptions.Web));

    private static double MillisecondsSinceStart()
    {
        using var process = Process.GetCurrentProcess();
        return Math.Round((TimeProvider.System.GetLocalNow().DateTime - process.StartTime).TotalMilliseconds, 1);
    }

    private static int PersonRows(LiveInk ink)
    {
        int count = 0;
        foreach (ref readonly PageRow row in ink.RowSpan)
            if (row.Owner == RowOwner.Person) count++;
        return count;
    }

    public void NoteSaved(string path) => Print(JsonSerializer.Serialize(new { Saved = path }, JsonSerializerOptions.Web));

    /// <summary>Writes a line. If that is impossible, says so and reports no more: the person may be writing on the page.</summary>
    private void Print(string line)
    {
        if (_ended) return;
        try
        {
            output.WriteLine(line);
        }
        catch (IOException error)
        {
            _ended = true;
            Console.Error.WriteLine($"--json: the output cannot be written and ends here: {error.Message}");
        }
    }
}
