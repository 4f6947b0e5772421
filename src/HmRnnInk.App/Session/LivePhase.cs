namespace HmRnnInk.App.Session;

/// <summary>Whose turn it is.</summary>
public enum LivePhase
{
    /// <summary>Nobody's: the model waits for the person.</summary>
    Idle,

    /// <summary>The person's pen is down.</summary>
    PersonWrites,

    /// <summary>The pen rests; the model goes on when it has rested long enough.</summary>
    PenRests,

    ModelWrites,
}
