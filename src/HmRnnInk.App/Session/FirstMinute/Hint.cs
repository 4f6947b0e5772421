namespace HmRnnInk.App.Session.FirstMinute;

/// <summary>What a newcomer is told, one thing at a time and each once; in this order, as far as it applies.</summary>
public enum Hint
{
    /// <summary>The pen was lifted for the first time.</summary>
    Watch,

    /// <summary>A key takes the faint ink ahead.</summary>
    Ghosts,

    /// <summary>A click in the score takes the model back.</summary>
    Score,

    /// <summary>There are controls.</summary>
    Controls,

    /// <summary>The card of keys.</summary>
    Help,
}
