using HmRnnInk.App.Ui.Controls;

namespace HmRnnInk.App.Input;

/// <summary>Keys held while another key or a button went down.</summary>
[Flags]
public enum KeyModifiers
{
    None = 0,
    Shift = 1,

    /// <summary>Control, or Command on a Mac.</summary>
    Control = 2,

    Alt = 4,
}
