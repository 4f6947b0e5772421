namespace HmRnnInk.App.Session;

/// <summary>Whose turn it is.</summary>
internal enum LivePhase
{
    /// <summary>Nobody writes: the model waits for the person.</summary>
    Idle,

    /// <summary>The person's pen touches the page.</summary>
    PersonWrites,

    /// <summary>The person's pen is up. The model may continue, as <see cref="TurnTaking"/> says.</summary>
    PenRests,

    ModelWrites,
}
