namespace HmRnnInk.App.Input;

/// <summary>Where the pressure comes from that ink's width follows.</summary>
public enum PressureSource
{
    /// <summary>From the pace: the pointer tells no pressure.</summary>
    Simulated,

    /// <summary>From the pen.</summary>
    Pen,
}
