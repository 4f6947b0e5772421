using System.Globalization;

namespace HmRnnInk.App.Commands;

/// <summary>The permitted values of a number, and the step between them.</summary>
/// <param name="Step">What one step adds. On a logarithmic range, the factor of one step.</param>
internal sealed record NumberRange(double Minimum, double Maximum, double Step)
{
    // On a slider with infinity: where the maximum is, and from where on the value is infinity.
    private const double MaximumShare = 0.97, InfinityShare = 0.985;

    /// <summary>Whether equal distances on a slider are equal factors. The minimum must then be above 0.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>Whether positive infinity is permitted after the maximum.</summary>
    public bool AllowsInfinity { get; init; }

    public bool Contains(double value) => value >= Minimum && value <= Maximum || AllowsInfinity && double.IsPositiveInfinity(value);

    /// <returns>The value a number of steps further, clamped to the range.</returns>
    public double Moved(double value, int steps)
    {
        if (double.IsPositiveInfinity(value)) return steps < 0 ? Maximum : value;
        double moved = Logarithmic ? value * Math.Pow(Step, steps) : value + steps * Step;
        if (AllowsInfinity && moved > Maximum && value >= Maximum * 0.999) return double.PositiveInfinity;
        return Math.Clamp(Round(moved), Minimum, Maximum);
    }

    /// <returns>The position of the value on a slider: 0 at the minimum, 1 at the maximum or infinity.</returns>
    public double ShareOf(double value)
    {
        if (double.IsPositiveInfinity(value)) return 1;
        double share = Logarithmic ? Math.Log(value / Minimum) / Math.Log(Maximum / Minimum) : (value - Minimum) / (Maximum - Minimum);
        return Math.Clamp(share, 0, AllowsInfinity ? MaximumShare : 1);
    }

    /// <returns>The value at a position from 0 to 1, as in <see cref="ShareOf"/>.</returns>
    public double At(double share)
    {
        if (AllowsInfinity && share > InfinityShare) return double.PositiveInfinity;
        double value = Logarithmic ? Minimum * Math.Pow(Maximum / Minimum, share) : Minimum + share * (Maximum - Minimum);
        return Math.Clamp(Round(value), Minimum, Maximum);
    }

    /// <returns>For example "0 to 5".</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Minimum:0.##} to {Maximum:0.##}");

    /// <summary>Rounds a linear value to a whole number of steps, and a logarithmic one to three significant digits.</summary>
    private double Round(double value)
    {
        if (!Logarithmic) return Math.Round(Math.Round(value / Step) * Step, 6);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        return Math.Round(Math.Round(value / unit) * unit, 6);
    }
}
