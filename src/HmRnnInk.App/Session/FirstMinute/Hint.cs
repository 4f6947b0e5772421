namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>The hints for new users, in the order in which they are shown. Each is shown once, if it applies.</summary>
internal enum Hint
{
    /// <summary>After the pen was lifted for the first time.</summary>
    Watch,

    /// <summary>A key accepts ghosts.</summary>
    Ghosts,

    /// <summary>A click in the score rewinds the model.</summary>
    Score,

    /// <summary>The controls exist.</summary>
    Controls,

    /// <summary>The list of keys.</summary>
    Help,
}
