namespace HmRnnInk.App.Input;

/// <summary>Remembers which pointing device was used last.</summary>
internal sealed class LastPointer
{
    /// <summary>Where the pressure of ink written with this device comes from.</summary>
    public PressureSource PressureSource { get; private set; }

    /// <summary>
    /// Takes an event into account, whichever part of the window handles it. A pen that hovers over a panel already shows that it reports
    /// pressure.
    /// </summary>
    public void Note(in InputEvent input)
    {
        if (input.Kind is InputKind.PenMove or InputKind.PenDown or InputKind.PenUp)
            PressureSource = input.Pressure is null ? PressureSource.Simulated : PressureSource.Pen;
    }
}
