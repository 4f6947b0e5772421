namespace HmRnnInk.App.Host;

/// <summary>The valuator in which a tablet's device tells how its pen presses.</summary>
/// <param name="Number">Among the device's valuators.</param>
/// <param name="Least">Of its range, in the device's own unit.</param>
/// <param name="Most">Above <paramref name="Least"/>.</param>
public readonly record struct PressureAxis(int Number, double Least, double Most)
{
    /// <param name="mask">A bit for each valuator, the lowest first.</param>
    /// <param name="values">In order, of the valuators whose bit is set.</param>
    /// <returns>0 to 1; null where the event does not tell it: it is as it was.</returns>
    public float? In(ReadOnlySpan<byte> mask, ReadOnlySpan<double> values)
    {
        int index = 0;
        for (int valuator = 0; valuator <= Number; valuator++)
        {
            if (valuator / 8 >= mask.Length) return null;
            bool told = (mask[valuator / 8] & 1 << valuator % 8) != 0;
            if (valuator == Number) return told ? (float)Math.Clamp((values[index] - Least) / (Most - Least), 0, 1) : null;
            if (told) index++;
        }

        return null;
    }
}
