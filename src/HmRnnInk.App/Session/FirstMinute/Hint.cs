namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>The hints for new users, in the order in which they are shown. Each is shown once, if it applies.</summary>
internal enum Hint
{
    /// <summary>That the model continues when the pen rests. Shown after the first stroke.</summary>
    Watch,

    /// <summary>Which key accepts ghosts.</summary>
    Ghosts,

    /// <summary>That a click in the score rewinds the model.</summary>
    Score,

    /// <summary>How to open the controls.</summary>
    Controls,

    /// <summary>How to open the list of keys.</summary>
    Help,
}
