namespace HmRnnInk.App.Ui.Controls;

/// <summary>The keyboard focus of a <see cref="ControlPanel"/>. It is on a row, on the names of the tabs, or nowhere.</summary>
internal sealed class ControlFocus
{
    private Control? _control;
    private bool _isOnTabs;

    public bool HasKeyboard { get; private set; }

    /// <summary>Whether the focus is drawn: after keys have moved it.</summary>
    public bool IsShown { get; private set; }

    /// <summary>The control that the arrow keys change; null for none.</summary>
    public Control? Current => HasKeyboard ? _control : null;

    public bool IsOnTabs => HasKeyboard && _isOnTabs;

    /// <summary>Gives the keyboard to the panel.</summary>
    /// <param name="byKey">Whether a key did it. The focus is then shown.</param>
    public void TakeKeyboard(bool byKey)
    {
        (HasKeyboard, IsShown) = (true, byKey);
        if (byKey && _control is null) _isOnTabs = true;
    }

    public void ReleaseKeyboard() => (HasKeyboard, IsShown) = (false, false);

    public void Show() => IsShown = true;

    public void MoveTo(Control control) => (_control, _isOnTabs) = (control, false);

    public void MoveToTabs() => (_control, _isOnTabs) = (null, true);

    /// <summary>Clears the focus if its control is not among the rows.</summary>
    public void LimitTo(List<Control> rows)
    {
        if (_control is not null && !rows.Contains(_control)) _control = null;
    }

    /// <summary>Moves through the names of the tabs and the rows, and wraps at the ends.</summary>
    /// <param name="step">1 for the next, −1 for the previous.</param>
    /// <returns>The row that has the focus now; null for the names of the tabs.</returns>
    public Control? Move(int step, List<Control> rows)
    {
        List<Control> stops = [.. rows.Where(row => row.CanFocus && row.Enabled)];
        int now = _isOnTabs || _control is null ? 0 : stops.IndexOf(_control) + 1;
        int next = (now + step + stops.Count + 1) % (stops.Count + 1);
        (_control, _isOnTabs) = next == 0 ? (null, true) : (stops[next - 1], false);
        return _control;
    }
}
