namespace HmRnnInk.App.Input;

/// <summary>The source of the pressure that determines the width of the ink.</summary>
internal enum PressureSource
{
    /// <summary>Derived from the writing speed, because the device reports no pressure.</summary>
    Simulated,

    Pen,
}
