using System.Diagnostics;
using HmRnnInk.App.Input;

namespace HmRnnInk.App.Host;

/// <summary>
/// Collects the events between two calls of <see cref="IInkWindow.TakeEvents"/> and stamps them on arrival. It must be used from one
/// thread.
/// </summary>
public sealed class InputQueue
{
    private readonly List<InputEvent> _events = new(capacity: 256);
    private readonly long _start = Stopwatch.GetTimestamp();

    public double TimeSeconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The latest position of the pointer, pen units.</summary>
    public (float X, float Y) Pointer { get; private set; }

    /// <summary>
    /// Returns the pressure at a move or button event, 0 to 1, or null if the pointer reports none. Null if no device can report pressure.
    /// </summary>
    public Func<float?>? Pressure { get; set; }

    public void Move(float x, float y)
    {
        Pointer = (x, y);
        _events.Add(new InputEvent(InputKind.PenMove, x, y, TimeSeconds, Pressure: Pressure?.Invoke()));
    }

    /// <summary>
    /// Adds a button event at the latest position of the pointer. The system reports a move before each button event, so that position is
    /// current.
    /// </summary>
    public void Button(InputKind kind, KeyModifiers modifiers) =>
        _events.Add(new InputEvent(kind, Pointer.X, Pointer.Y, TimeSeconds, Modifiers: modifiers, Pressure: Pressure?.Invoke()));

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
}
