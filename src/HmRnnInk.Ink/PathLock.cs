using System.Security.Cryptography;
using System.Text;

namespace HmRnnInk.Ink;

/// <summary>
/// A lock on a path that all programs of this user share. It leaves no file beside the path. The thread that takes it must release it.
/// </summary>
internal sealed class PathLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Mutex _mutex;

    private PathLock(Mutex mutex) => _mutex = mutex;

    /// <exception cref="IOException">Another program has held the lock for too long.</exception>
    public static PathLock Of(string path)
    {
        string name = "hmrnnink-" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..32];
        var mutex = new Mutex(initiallyOwned: false, name, new NamedWaitHandleOptions { CurrentSessionOnly = false });
        try
        {
            if (mutex.WaitOne(Patience)) return new PathLock(mutex);
        }
        catch (AbandonedMutexException)
        {
            return new PathLock(mutex); // its holder was killed; a file is replaced in one step, so nothing is half done
        }

        mutex.Dispose();
        throw new IOException($"'{path}': another program has been writing it for {Patience.TotalSeconds} s. Try again.");
    }

    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }
}
