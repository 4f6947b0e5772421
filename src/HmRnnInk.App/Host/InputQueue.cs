using System.Diagnostics;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Host;

/// <summary>
/// Collects the events between two calls of <see cref="IInkWindow.TakeEvents"/> and stamps them on arrival. It must be used from one
/// thread.
/// </summary>
internal sealed class InputQueue
{
    private readonly List<InputEvent> _events = new(capacity: 256);
    private readonly long _start = Stopwatch.GetTimestamp();
    private (float X, float Y) _pointer; // the latest position, window units

    public double TimeSeconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>
    /// Returns the state of the pen at a move or button event; the default state if the pointer is not a pen. Null if no device can report
    /// a state.
    /// </summary>
    public Func<PenState>? Pen { get; set; }

    public void Move(float x, float y)
    {
        _pointer = (x, y);
        AddPen(Now(InputKind.PenMove));
    }

    /// <summary>
    /// Adds a button event at the latest position of the pointer. The system reports a move before each button event, so that position is
    /// current.
    /// </summary>
    public void Button(InputKind kind, KeyModifiers modifiers) => AddPen(Now(kind) with { Modifiers = modifiers });

    public void Key(InputKind kind, InkKey key, KeyModifiers modifiers) => _events.Add(Now(kind) with { Key = key, Modifiers = modifiers });

    /// <param name="x">Notches, like <paramref name="y"/>.</param>
    public void Scroll(float x, float y, KeyModifiers modifiers) =>
        _events.Add(Now(InputKind.Scroll) with { X = x, Y = y, Modifiers = modifiers });

    public void Character(char character) => _events.Add(Now(InputKind.Character) with { Character = character });

    public void Files(string[] files) => _events.Add(Now(InputKind.FilesDropped) with { Files = files });

    public void FocusLost() => _events.Add(Now(InputKind.FocusLost));

    /// <param name="x">The new scale, like <paramref name="y"/>.</param>
    public void ScaleChanged(float x, float y) => _events.Add(Now(InputKind.ScaleChanged) with { X = x, Y = y });

    /// <param name="events">Replaced by the collected events.</param>
    public void TakeInto(List<InputEvent> events)
    {
        events.Clear();
        events.AddRange(_events);
        _events.Clear();
    }

    /// <returns>An event that arrives now, at the latest position of the pointer.</returns>
    private InputEvent Now(InputKind kind) => new(kind, _pointer.X, _pointer.Y, TimeSeconds);

    private void AddPen(in InputEvent input)
    {
        PenState pen = Pen?.Invoke() ?? default;
        _events.Add(input with { Pressure = pen.Pressure, Erases = pen.Erases });
    }
}
