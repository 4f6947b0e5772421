namespace HmRnnInk.App.Input;

/// <summary>
/// Sends every event to the part of the window that it belongs to. A pointer event goes to the topmost part under the pointer; from press
/// to release, it goes to the part that was pressed. A key event goes first to the part that has the keyboard, then to the parts from top
/// to bottom until one handles it.
/// </summary>
/// <param name="targets">The parts of the window, the topmost first.</param>
internal sealed class InputRouter(params IInputTarget[] targets)
{
    private IInputTarget? _captured, _under;
    private InputKind _capturedUntil;
    private (float X, float Y) _pointer;

    /// <summary>The part that gets key events first; null for none.</summary>
    public IInputTarget? Keyboard { get; private set; }

    /// <summary>
    /// Whether the device that was used last reports the pressure of its tip, as a pen does even while it hovers. Otherwise the width of
    /// the ink depends on the speed.
    /// </summary>
    public bool ReportsPressure { get; private set; }

    public void Take(in InputEvent input, double seconds)
    {
        if (input.Kind is InputKind.PenMove or InputKind.PenDown or InputKind.PenUp) ReportsPressure = input.Pressure is not null;
        switch (input.Kind)
        {
            case InputKind.PenDown or InputKind.SecondaryDown or InputKind.MiddleDown:
                Press(input, seconds);
                break;
            case InputKind.PenUp or InputKind.SecondaryUp or InputKind.MiddleUp:
                (_captured ?? At(input.X, input.Y))?.Take(input, seconds);
                if (input.Kind == _capturedUntil) _captured = null;
                break;
            case InputKind.PenMove:
                Move(input, seconds);
                break;
            case InputKind.Scroll: // X and Y are wheel notches, not a position
                (_captured ?? At(_pointer.X, _pointer.Y))?.Take(input, seconds);
                break;
            case InputKind.KeyDown or InputKind.KeyUp or InputKind.Character or InputKind.FilesDropped:
                Offer(input, seconds);
                break;
            default:
                foreach (IInputTarget target in targets) target.Take(input, seconds);
                if (input.Kind == InputKind.FocusLost) _captured = null;
                break;
        }
    }

    /// <summary>Gives the keyboard to a part; null takes it from all of them.</summary>
    public void GiveKeyboard(IInputTarget? target)
    {
        if (target == Keyboard) return;
        IInputTarget? before = Keyboard;
        Keyboard = target;
        before?.KeyboardLeft();
    }

    private void Press(in InputEvent input, double seconds)
    {
        _pointer = (input.X, input.Y);
        if (_captured is null)
        {
            _captured = At(input.X, input.Y);
            _capturedUntil = input.Kind switch
            {
                InputKind.PenDown => InputKind.PenUp,
                InputKind.SecondaryDown => InputKind.SecondaryUp,
                _ => InputKind.MiddleUp,
            };
            if (_captured is not { KeepsKeyboard: true }) GiveKeyboard(_captured is { WantsKeyboard: true } wants ? wants : null);
        }

        _captured?.Take(input, seconds);
    }

    private void Move(in InputEvent input, double seconds)
    {
        _pointer = (input.X, input.Y);
        IInputTarget? target = _captured ?? At(input.X, input.Y);
        if (target != _under) _under?.PointerLeft();
        _under = target;
        target?.Take(input, seconds);
    }

    private void Offer(in InputEvent input, double seconds)
    {
        IInputTarget? first = Array.Find(targets, target => target.TakesKeysFirst) ?? Keyboard;
        if (first?.Take(input, seconds) ?? false) return;
        foreach (IInputTarget target in targets)
            if (target != first && target.Take(input, seconds)) return;
    }

    private IInputTarget? At(float x, float y)
    {
        foreach (IInputTarget target in targets)
            if (target.Contains(x, y)) return target;
        return null;
    }
}
