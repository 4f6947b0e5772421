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

    public double TimeSeconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The latest position of the pointer, window units.</summary>
    public (float X, float Y) Pointer { get; private set; }

    /// <summary>
    /// Returns the state of the pen at a move or button event; the default state if the pointer is not a pen. Null if no device can report
    /// a state.
    /// </summary>
    public Func<PenState>? Pen { get; set; }

    public void Move(float x, float y)
    {
        Pointer = (x, y);
        AddPen(new InputEvent(InputKind.PenMove, x, y, TimeSeconds));
    }

    /// <summary>
    /// Adds a button event at the latest position of the pointer. The system reports a move before each button event, so that position is
    /// current.
    /// </summary>
    public void Button(InputKind kind, KeyModifiers modifiers) =>
        AddPen(new InputEvent(kind, Pointer.X, Pointer.Y, TimeSeconds, Modifiers: modifiers));

    public void Key(InputKind kind, InkKey key, KeyModifiers modifiers) =>
        _events.Add(new InputEvent(kind, Pointer.X, Pointer.Y, TimeSeconds, key, modifiers));

    /// <param name="x">Notches, like <paramref name="y"/>.</param>
    public void Scroll(float x, float y, KeyModifiers modifiers) =>
        _events.Add(new InputEvent(InputKind.Scroll, x, y, TimeSeconds, Modifiers: modifiers));

    public void Character(char character) =>
        _events.Add(new InputEvent(InputKind.Character, Pointer.X, Pointer.Y, TimeSeconds, Character: character));

    public void Files(string[] files) =>
        _events.Add(new InputEvent(InputKind.FilesDropped, Pointer.X, Pointer.Y, TimeSeconds, Files: files));

    public void Add(InputKind kind, float x, float y) => _events.Add(new InputEvent(kind, x, y, TimeSeconds));

    /// <param name="events">Replaced by the collected events.</param>
    public void TakeInto(List<InputEvent> events)
    {
        events.Clear();
        events.AddRange(_events);
        _events.Clear();
    }

    private void AddPen(in InputEvent input)
    {
        PenState pen = Pen?.Invoke() ?? default;
        _events.Add(input with { Pressure = pen.Pressure, Erases = pen.Erases });
    }
}
