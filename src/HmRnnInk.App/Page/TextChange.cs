namespace HmRnnInk.App.Page;

/// <summary>What a <see cref="RowText"/> changes in the text that the model sees.</summary>
internal enum TextChange
{
    /// <summary>The model begins to write the text. The ink of the text begins after the row.</summary>
    Begin,

    /// <summary>The text has changed ahead of the model, which continues where it is in the text.</summary>
    Edit,

    /// <summary>The model sees no text any more.</summary>
    End,
}
