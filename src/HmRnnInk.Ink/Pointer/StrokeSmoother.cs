namespace HmRnnInk.Ink.Pointer;

/// <summary>
/// The pen's path within a stroke, as a Kalman smoother sees it: position and velocity, the velocity a random walk (a cubic smoothing
/// spline, Wahba 1978). Events come at any times; positions are asked for at others, a fixed lag behind the newest event.
/// </summary>
/// <remarks>
/// Both axes share one covariance, since it does not depend on the positions. Time is in rows and length in IAM units, so that one
/// setting serves fast and slow, large and small hands.
/// </remarks>
internal sealed class StrokeSmoother
{
    // The velocity a stroke may begin with, (IAM units a row)².
    private const double StartVariance = 25 * 25;

    private readonly List<Node> _nodes = [];

    /// <summary>Takes the first event of a stroke.</summary>
    public void Begin(double time, float x, float y, double variance)
    {
        _nodes.Clear();
        var covariance = new Covariance(variance, 0, StartVariance);
        _nodes.Add(new Node(time, new State(x, 0), new State(y, 0), covariance, default, default, default));
    }

    /// <summary>Takes a measured position.</summary>
    /// <param name="time">Rows; not before that of an earlier call.</param>
    /// <param name="variance">Of the measurement, IAM units²; above 0.</param>
    public void Measure(double time, float x, float y, double variance)
    {
        Node node = Predict(time);
        Covariance p = node.Covariance;
        double scale = 1 / (p.Position + variance);
        double gainPosition = p.Position * scale, gainVelocity = p.Cross * scale;
        _nodes.Add(node with
        {
            X = node.X.Corrected(gainPosition, gainVelocity, x - node.X.Position),
            Y = node.Y.Corrected(gainPosition, gainVelocity, y - node.Y.Position),
            Covariance = new Covariance(
                p.Position * variance * scale,
                p.Cross * variance * scale,
                p.Velocity - p.Cross * gainVelocity),
        });
    }

    /// <summary>Marks a time at which a position will be asked for.</summary>
    /// <param name="time">Rows; not before that of an earlier call.</param>
    public void Mark(double time) => _nodes.Add(Predict(time));

    /// <summary>The best position at a marked or measured time, by all that came until now (Rauch, Tung and Striebel 1965). Earlier nodes
    /// are forgotten.</summary>
    public (float X, float Y) Position(double time)
    {
        Node last = _nodes[^1];
        State x = last.X, y = last.Y;
        int index = _nodes.Count - 1;
        while (index > 0 && _nodes[index].Time > time)
        {
            Node next = _nodes[index--], node = _nodes[index];
            Covariance p = node.Covariance, q = next.Predicted;
            double step = next.Time - node.Time;
            // Gain P Fᵀ Q⁻¹, with F = [1 step; 0 1].
            double a = p.Position + step * p.Cross, b = p.Cross, c = p.Cross + step * p.Velocity, d = p.Velocity;
            double determinant = q.Position * q.Velocity - q.Cross * q.Cross;
            if (determinant <= 0) continue; // Two events at one time and a certain velocity: nothing to learn from the later one.
            double g00 = (a * q.Velocity - b * q.Cross) / determinant, g01 = (b * q.Position - a * q.Cross) / determinant;
            double g10 = (c * q.Velocity - d * q.Cross) / determinant, g11 = (d * q.Position - c * q.Cross) / determinant;
            x = Smoothed(node.X, x, next.PredictedX);
            y = Smoothed(node.Y, y, next.PredictedY);

            State Smoothed(State filtered, State later, State predicted)
            {
                double position = later.Position - predicted.Position, velocity = later.Velocity - predicted.Velocity;
                return new State(
                    filtered.Position + g00 * position + g01 * velocity,
                    filtered.Velocity + g10 * position + g11 * velocity);
            }
        }

        _nodes.RemoveRange(0, index);
        return ((float)x.Position, (float)y.Position);
    }

    private Node Predict(double time)
    {
        Node last = _nodes[^1];
        double step = Math.Max(0, time - last.Time);
        Covariance p = last.Covariance;
        double walk = TrainingPen.VelocityWalk * step;
        var covariance = new Covariance(
            p.Position + step * (2 * p.Cross + step * p.Velocity) + walk * step * step / 3,
            p.Cross + step * p.Velocity + walk * step / 2,
            p.Velocity + walk);
        State x = last.X.After(step), y = last.Y.After(step);
        return new Node(last.Time + step, x, y, covariance, x, y, covariance);
    }

    private readonly record struct State(double Position, double Velocity)
    {
        public State After(double step) => new(Position + step * Velocity, Velocity);

        public State Corrected(double gainPosition, double gainVelocity, double innovation) =>
            new(Position + gainPosition * innovation, Velocity + gainVelocity * innovation);
    }

    private readonly record struct Covariance(double Position, double Cross, double Velocity);

    private readonly record struct Node(
        double Time, State X, State Y, Covariance Covariance, State PredictedX, State PredictedY, Covariance Predicted);
}
