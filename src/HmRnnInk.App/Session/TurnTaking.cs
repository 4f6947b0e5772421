namespace HmRnnInk.App.Session;

/// <summary>When the model continues by itself.</summary>
internal enum TurnTaking
{
    /// <summary>When the pen rests for longer than the person's pauses usually last.</summary>
    LongPause,

    /// <summary>When the pen has rested for <see cref="LiveSettings.DelaySeconds"/>.</summary>
    Delay,

    /// <summary>Only when the person asks.</summary>
    OnRequest,
}
