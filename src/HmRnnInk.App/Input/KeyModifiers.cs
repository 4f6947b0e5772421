namespace HmRnnInk.App.Input;

/// <summary>Modifier keys that were held during a key or button event.</summary>
[Flags]
internal enum KeyModifiers
{
    None = 0,
    Shift = 1,

    /// <summary>Control; on a Mac, Command.</summary>
    Control = 2,

    Alt = 4,
}
