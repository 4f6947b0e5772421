namespace HmRnnInk.Ink.Pointer;

/// <summary>Sums over the downstrokes of some handwriting, from which its slant is computed.</summary>
/// <param name="Leftward">How far the downstrokes lead to the left, any unit.</param>
/// <param name="Height">How far they lead down, in the same unit.</param>
public readonly record struct HandSlant(double Leftward, double Height)
{
    /// <summary>0 is upright, 1 leans 45° to the right, −1 as far to the left; null without a downstroke.</summary>
    public double? Value => Height > 0 ? Leftward / Height : null;

    public static HandSlant operator +(HandSlant one, HandSlant other) => new(one.Leftward + other.Leftward, one.Height + other.Height);

    public static HandSlant operator *(double weight, HandSlant slant) => new(weight * slant.Leftward, weight * slant.Height);

    /// <summary>Adds a step of the pen. It belongs to a downstroke if it leads down by more than half of its sideways distance.</summary>
    /// <param name="x">To the right.</param>
    /// <param name="y">Downwards.</param>
    public HandSlant After(double x, double y) => y > Math.Abs(x) / 2 ? new HandSlant(Leftward - x, Height + y) : this;
}
