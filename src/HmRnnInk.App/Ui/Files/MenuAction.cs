namespace HmRnnInk.App.Ui.Files;

/// <summary>What a press on a row of a menu does.</summary>
internal enum MenuAction
{
    Choose,
    Rename,
    Delete,

    /// <summary>Opens or closes the on-screen keyboard, while a name is edited.</summary>
    Keyboard,
}
