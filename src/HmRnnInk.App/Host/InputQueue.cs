using System.Diagnostics;
using HmRnnInk.App.Input;
using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Host;

/// <summary>The events between two <see cref="IInkWindow.TakeEvents"/>, stamped as they come in. One thread.</summary>
public sealed class InputQueue
{
    private readonly List<InputEvent> _events = new(capacity: 256);
    private readonly long _start = Stopwatch.GetTimestamp();

    public double TimeSeconds => Stopwatch.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Where the pointer was last, in pen units.</summary>
    public (float X, float Y) Pointer { get; private set; }

    /// <summary>Asked at every move and button for the pressure it has: 0 to 1; null of a pointer that tells none. Null where none can be told.</summary>
    public Func<float?>? Pressure { get; set; }

    public void Move(float x, float y)
    {
        Pointer = (x, y);
        _events.Add(new InputEvent(InputKind.PenMove, x, y, TimeSeconds, Pressure: Pressure?.Invoke()));
    }

    /// <summary>A button: at the pointer's last place, because the system reports a move before each button that it has moved for.</summary>
    public void Button(InputKind kind, KeyModifiers modifiers) =>
        _events.Add(new InputEvent(kind, Pointer.X, Pointer.Y, TimeSeconds, Modifiers: modifiers, Pressure: Pressure?.Invoke()));

    public void Key(InputKind kind, InkKey key, KeyModifiers modifiers) =>
        _events.Add(new InputEvent(kind, Pointer.X, Pointer.Y, TimeSeconds, key, modifiers));

    /// <param name="x">Notches, as <paramref name="y"/>.</param>
    public void Scroll(float x, float y, KeyModifiers modifiers) => _events.Add(new InputEvent(InputKind.Scroll, x, y, TimeSeconds, Modifiers: modifiers));

    public void Character(char character) =>
        _events.Add(new InputEvent(InputKind.Character, Pointer.X, Pointer.Y, TimeSeconds, Character: character));

    public void Files(string[] files) =>
        _events.Add(new InputEvent(InputKind.FilesDropped, Pointer.X, Pointer.Y, TimeSeconds, Files: files));

    public void Add(InputKind kind, float x, float y) => _events.Add(new InputEvent(kind, x, y, TimeSeconds));

    /// <param name="events">Cleared, then filled.</param>
    public void TakeInto(List<InputEvent> events)
    {
        events.Clear();
        events.AddRange(_events);
        _events.Clear();
    }
}
