/**
 * Where copies of the zygote connect: a socket in a private folder, which is gone again as soon as the zygote has it
 * open. Each connection begins with the token of its copy and the number of what it is.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** As `gilder/worker/birth.py` numbers them. Over the last one nothing goes: its end is that of the app. */
const NUMBERS = [1, 2, 3, 4, 5] as const
const TOKEN_LENGTH = 36

/** What the kernel has room for in the name of a socket; what is longer is cut off without a word. */
const LONGEST_PATH = 107

export interface Connections {
  readonly stdout: Socket
  readonly stderr: Socket
  readonly orders: Socket
  readonly answers: Socket
  readonly life: Socket
}

export interface Expected {
  readonly token: string
  /** All of them are there. */
  readonly connected: Promise<Connections>
  /** Nobody waits for them any more. */
  readonly forget: () => void
}

interface Waiting {
  readonly there: Map<number, Socket>
  readonly settle: (connections: Connections) => void
}

export class Door {
  private readonly waiting = new Map<string, Waiting>()

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
    readonly path: string,
  ) {
    server.on('connection', (socket) => this.greet(socket))
  }

  static async open(): Promise<Door> {
    const folder = await mkdtemp(join(tmpdir(), 'gilder-'))
    const path = join(folder, 'door')
    const server = createServer()
    try {
      if (Buffer.byteLength(path) > LONGEST_PATH) throw new Error(`the path ${path} is too long for a socket`)
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(path, resolve)
      })
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
    server.unref()
    return new Door(server, folder, path)
  }

  expect(): Expected {
    const token = randomUUID()
    let settle: (connections: Connections) => void = () => {}
    const connected = new Promise<Connections>((resolve) => {
      settle = resolve
    })
    const there = new Map<number, Socket>()
    this.waiting.set(token, { there, settle })
    const forget = (): void => {
      if (this.waiting.delete(token)) for (const socket of there.values()) socket.destroy()
    }
    return { token, connected, forget }
  }

  /** Whoever has it open can still come in; nobody finds it any more. */
  async hide(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }

  close(): void {
    this.server.close()
    void this.hide()
  }

  private greet(socket: Socket): void {
    socket.on('error', () => {})
    let head = Buffer.alloc(0)
    const hear = (data: Buffer): void => {
      head = Buffer.concat([head, data])
      if (head.length <= TOKEN_LENGTH) return
      socket.off('data', hear)
      socket.pause()
      const token = head.toString('latin1', 0, TOKEN_LENGTH)
      const number = Number(head.toString('latin1', TOKEN_LENGTH, TOKEN_LENGTH + 1))
      const waiting = this.waiting.get(token)
      if (waiting === undefined) {
        socket.destroy()
        return
      }
      const rest = head.subarray(TOKEN_LENGTH + 1)
      if (rest.length > 0) socket.unshift(rest)
      waiting.there.set(number, socket)
      const [stdout, stderr, orders, answers, life] = NUMBERS.map((each) => waiting.there.get(each))
      if (!(stdout && stderr && orders && answers && life)) return
      this.waiting.delete(token)
      waiting.settle({ stdout, stderr, orders, answers, life })
    }
    socket.on('data', hear)
  }
}
