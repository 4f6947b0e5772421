namespace HmRnnInk.App.Commands;

/// <summary>The picture of a command in the toolbar. The toolbar follows this order.</summary>
internal enum ToolIcon
{
    NewPage,
    Open,
    Save,
    Export,
    Undo,
    Redo,
    Write,
    Select,
    Erase,
    Ask,
    Colour,
    Help,

    /// <summary>Shown in lists, not in the toolbar.</summary>
    Delete,
}
